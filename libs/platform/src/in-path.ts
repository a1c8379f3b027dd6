import { Param, type PipeTransform } from '@nestjs/common';
import { lowerCased } from '@relet/domain';

/** Ids are looked up in lower case. */
const LOWER_CASED: PipeTransform<string, string> = { transform: (id) => lowerCased(id) };

/** The id of a home, citizen or municipality that the path names; capitals name the same one. */
export const InPath = (name: 'unit' | 'citizen' | 'municipality'): ParameterDecorator => Param(name, LOWER_CASED);
