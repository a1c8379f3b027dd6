import type { OpenAPIObject } from '@nestjs/swagger';

type Node = Record<string, unknown>;

/** The document as OpenAPI 3.1 has it, where a schema is a JSON Schema: null is a type, and words may stand beside a reference. */
export function inOpenApi31(document: OpenAPIObject): OpenAPIObject {
  return { ...(converted(document) as OpenAPIObject), openapi: '3.1.0' };
}

function converted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(converted);
  if (typeof node !== 'object' || node === null) return node;
  const inside = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, converted(value)]));
  return kindInItems(orNull(besideReference(inside)));
}

function besideReference({ allOf, ...node }: Node): Node {
  if (!Array.isArray(allOf)) return node;
  const { type: _, ...rest } = node;
  return { ...(allOf[0] as Node), ...rest };
}

function orNull({ nullable, ...node }: Node): Node {
  if (nullable !== true) return node;
  const { $ref, type, enum: values, ...rest } = node;
  if ($ref !== undefined) return { ...rest, oneOf: [{ $ref }, { type: 'null' }] };
  return { ...rest, type: [type, 'null'], ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }) };
}

/** What each item is stands with the items. */
function kindInItems(node: Node): Node {
  const { type, items, 'x-relet': told, ...rest } = node;
  return type === 'array' && told ? { type, ...rest, items: { ...(items as Node), 'x-relet': told } } : node;
}
