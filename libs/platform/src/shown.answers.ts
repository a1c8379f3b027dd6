import { IsInt } from 'class-validator';
import { IsPosition } from './asking.js';

/** What every answer that is made of rows says of itself: how much of the log it shows, how old that is, and which histories may have been altered. */
export abstract class ShownAnswer {
  /** How much of the log it shows. */
  @IsPosition()
  position!: string | null;

  upToDate!: boolean;

  /** Seconds since what is read was last known to show all of the log; 0 while it does. */
  @IsInt()
  age!: number;

  /** Histories whose chain of hashes is broken, so that they may have been altered; absent while every chain holds. */
  altered?: string[];
}

/** The same of an answer about many homes, which may lack some. */
export abstract class ShownWithParked extends ShownAnswer {
  /** What could not be read and is left out: the answer is not complete while there is any. */
  parked!: string[];
}
