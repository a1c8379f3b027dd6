import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname, relative } from 'node:path';

const FIGURES = process.env['RELET_SOAK_FIGURES'] ?? 'data/soak.ndjson';
const PAGE = 'docs/soak.md';
const HEAD = '| What was tried | Result | Counted | s |\n| --- | --- | --- | --- |';

/** The parts of Jest's results that are used. */
interface TestResult {
  testFilePath: string;
  testResults: readonly { fullName: string; status: string; duration?: number | null }[];
}
interface AggregatedResult {
  testResults: readonly TestResult[];
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

/** Writes the last result of `npm run soak` to docs/soak.md: each sentence with its result, what it counted and how long it took. */
export default class SoakReporter {
  onRunStart(): void {
    mkdirSync(dirname(FIGURES), { recursive: true });
    rmSync(FIGURES, { force: true });
  }

  onRunComplete(_: unknown, { testResults, numPassedTests, numFailedTests, numRuntimeErrorTestSuites }: AggregatedResult): void {
    const counted = countedByTest();
    const sections = [...testResults].sort((a, b) => (a.testFilePath < b.testFilePath ? -1 : 1)).map((file) => sectionOf(file, counted));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const summary = `${new Date().toISOString().slice(0, 10)}, \`npm run soak\`, ${cpus().length} cores, Node ${process.versions.node}: ${numPassedTests} passed, ${failed} failed.`;
    writeFileSync(PAGE, `# The last soak\n\n${summary}\n\n${sections.join('\n')}`);
    rmSync(FIGURES, { force: true });
  }
}

function sectionOf({ testFilePath, testResults }: TestResult, counted: ReadonlyMap<string, string>): string {
  const rows = testResults.map(
    ({ fullName, status, duration }) =>
      `| ${fullName.replaceAll('|', '\\|')} | ${status} | ${counted.get(fullName) ?? ''} | ${((duration ?? 0) / 1000).toFixed(1)} |`,
  );
  const title = basename(testFilePath, '.spec.ts').replaceAll('-', ' ');
  return `## ${title}\n\n\`${relative('.', testFilePath)}\`\n\n${HEAD}\n${rows.join('\n')}\n`;
}

function countedByTest(): Map<string, string> {
  const lines = existsSync(FIGURES) ? readFileSync(FIGURES, 'utf8').split('\n').filter(Boolean) : [];
  const told = Map.groupBy(
    lines.map((line) => JSON.parse(line) as { test: string; figure: string }),
    ({ test }) => test,
  );
  return new Map([...told].map(([test, all]) => [test, all.map(({ figure }) => figure).join('; ')]));
}
