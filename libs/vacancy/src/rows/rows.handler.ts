import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, type Principal } from '@relet/platform';
import { aboutBefore, type AboutBefore } from '../about.js';
import { Questions } from '../questions.js';
import type { RowsQuery } from '../vacancy.queries.js';
import type { ExportName } from './columns.js';
import { textOf, type Chunk } from './text.js';

/** Rows that are made while they are read, and what is known of them before. */
export interface RowsFile {
  about: AboutBefore;
  chunks: AsyncIterable<Chunk>;
}

/** Asks for the rows of an export. */
export class AskRows extends Query<RowsFile> {
  constructor(
    readonly name: ExportName,
    readonly query: RowsQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

/** Answers flat rows: a vacancy, phase, offer, or home and day each. What is recorded while they are read is in none of them. */
@Injectable()
@QueryHandler(AskRows)
export class RowsHandler implements IQueryHandler<AskRows, RowsFile> {
  constructor(
    private readonly questions: Questions,
    private readonly clock: Clock,
  ) {}

  async execute({ name, query, principal }: AskRows): Promise<RowsFile> {
    const { asked, told } = await this.questions.about(query, principal);
    const about = aboutBefore(name, query, told, { askedBy: principal.id, askedAt: this.clock.now() });
    return { about, chunks: textOf(name, asked, query.csv) };
  }
}
