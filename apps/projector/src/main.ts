import { startAlone } from '../../start-alone.js';
import { ProjectorModule } from './projector.module.js';

await startAlone('projector', (settings) => ProjectorModule.with(settings));
