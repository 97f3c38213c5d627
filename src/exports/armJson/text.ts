/** A literal text of a template: one that ARM would take for an expression gets a second bracket in front (templates.md 3.1). */
export const literal = (own: string): string => (own.startsWith('[') && own.endsWith(']') ? `[${own}` : own)

/** A text inside an expression. */
export const text = (own: string): string => `'${own.replaceAll("'", "''")}'`

/** A text inside `format()`, where braces are places. */
export const formatText = (own: string): string => own.replaceAll('{', '{{').replaceAll('}', '}}')
