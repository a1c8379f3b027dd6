import { TestEnvironment } from 'jest-environment-node';

/** Node's own number of lines under an error. Jest asks for a hundred and looks each one up in a source map, which costs tests that try many failures more than all else they do. */
const LINES = 10;

export default class Environment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    // Of the test, and of Node around it.
    this.global.Error.stackTraceLimit = LINES;
    Error.stackTraceLimit = LINES;
  }
}
