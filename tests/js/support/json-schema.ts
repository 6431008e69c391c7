// As much of JSON Schema as /openapi.json uses.

// biome-ignore lint/suspicious/noExplicitAny: a schema is whatever it is
type Schema = any;

/** What is wrong with a value, by place; empty if nothing is. */
export function violations(document: Schema, schema: Schema, value: unknown, place = ''): string[] {
  if (schema.$ref) {
    const found = schema.$ref
      .slice(2)
      .split('/')
      .reduce((at: Schema, key: string) => at?.[key], document);
    return found ? violations(document, found, value, place) : [`${place}: no schema ${schema.$ref}`];
  }
  if (schema.anyOf) {
    const tries = schema.anyOf.map((each: Schema) => violations(document, each, value, place));
    return tries.some((found: string[]) => found.length === 0) ? [] : tries.flat();
  }
  const found: string[] = [];
  const type = typeOf(value);
  const types: string[] = [schema.type ?? []].flat();
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number')))
    found.push(`${place}: ${type} instead of ${types.join(' or ')}`);
  if (schema.enum && !schema.enum.includes(value)) found.push(`${place}: ${value} is none of ${schema.enum}`);
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value))
    found.push(`${place}: ${value}`);
  if (schema.minimum !== undefined && Number(value) < schema.minimum) found.push(`${place}: ${value}`);
  if (type === 'array' && schema.items)
    (value as unknown[]).forEach((item, i) => {
      found.push(...violations(document, schema.items, item, `${place}[${i}]`));
    });
  if (type === 'object' && (schema.properties || schema.additionalProperties)) {
    const fields = value as Record<string, unknown>;
    const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    for (const name of schema.required ?? []) if (!(name in fields)) found.push(`${place}: no ${name}`);
    for (const [name, field] of Object.entries(fields)) {
      const own = schema.properties?.[name] ?? others;
      if (own) found.push(...violations(document, own, field, `${place}.${name}`));
      else if (schema.additionalProperties === false) found.push(`${place}: surplus ${name}`);
    }
  }
  return found;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
