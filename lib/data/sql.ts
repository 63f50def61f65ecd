/** Return a text as an SQL literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/** Return a column's name as an SQL identifier, quoted if necessary. */
export function name(value: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) && !RESERVED.has(value.toLowerCase())
    ? value
    : `"${value.replaceAll('"', '""')}"`
}

const RESERVED = new Set(
  'all and any as asc between by case cast check column create default desc distinct do else end except false for from grant group having in initially intersect into is lateral leading limit not null offset on only or order placing primary references returning select some symmetric table then to trailing true union unique user using values variadic when where window with'.split(
    ' ',
  ),
)
