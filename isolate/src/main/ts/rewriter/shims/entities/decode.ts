/** What parse5's tokenizer wants of the package `entities`: HTMLRewriter leaves references as they are. */
export class EntityDecoder {}
export const DecodingMode = { Legacy: 0, Strict: 1, Attribute: 2 };
export const htmlDecodeTree = null;
