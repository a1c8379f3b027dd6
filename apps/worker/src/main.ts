import { startAlone } from '../../start-alone.js';
import { WorkerModule } from './worker.module.js';

await startAlone('worker', (settings) => WorkerModule.with(settings));
