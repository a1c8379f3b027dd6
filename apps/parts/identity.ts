import { IdentityModule } from '@relet/identity';
import type { Part } from './part.js';

export const part: Part = { module: IdentityModule };
