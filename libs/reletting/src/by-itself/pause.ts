import { Injectable } from '@nestjs/common';

/** While history comes in, deadlines wait: an answer may stand in a row that has not been read yet. */
@Injectable()
export class Pause {
  private imports = 0;

  /** Where nothing ever goes on by itself. */
  static always(): Pause {
    const pause = new Pause();
    pause.imports = Number.POSITIVE_INFINITY;
    return pause;
  }

  get paused(): boolean {
    return this.imports > 0;
  }

  /** Deadlines wait until the act is done. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.imports += 1;
    try {
      return await act();
    } finally {
      this.imports -= 1;
    }
  }
}
