const words = new Map([['None', 'null'], ['True', 'true'], ['False', 'false']])
const escapes = new Map([['n', '\n'], ['r', '\r'], ['t', '\t'], ['\n', '']])

const unescaped = (inner: string): string =>
  inner.replaceAll(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([\s\S]))/gi, (_, byte: string | undefined, unit: string | undefined, sign: string | undefined) =>
    sign === undefined ? String.fromCharCode(Number.parseInt(byte ?? unit ?? '', 16)) : (escapes.get(sign) ?? sign))

/** Text outside of strings: JSON has no comma behind the last item. */
const plain = (text: string): string => words.get(text) ?? text.replaceAll(/,(\s*[\]}])/g, '$1')

// A quote without an end takes the rest, so that no text is gone through twice.
const tokens = /'((?:\\[\s\S]|[^'\\])*)'|"((?:\\[\s\S]|[^"\\])*)"|['"][\s\S]*|\b(?:None|True|False)\b|[^'"NTF]+/g

/** What Python prints of dictionaries, lists, texts, numbers, `None`, `True` and `False`, as JSON text. Anything else stays and is no JSON then. */
export const jsonFromPython = (text: string): string =>
  text.replaceAll(tokens, (token, single: string | undefined, double: string | undefined) => {
    const inner = single ?? double
    return inner === undefined ? plain(token) : JSON.stringify(unescaped(inner))
  })
