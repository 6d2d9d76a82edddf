/** saxen brings no types along: the part of it that xml.ts uses. */
declare module 'saxen' {
  type Decode = (text: string) => string
  export class Parser {
    on(
      name: 'openTag',
      hear: (name: string, attributes: () => Record<string, string>, decode: Decode, selfClosing: boolean) => void,
    ): this
    on(name: 'closeTag', hear: (name: string, decode: Decode, selfClosing: boolean) => void): this
    on(name: 'text', hear: (text: string, decode: Decode) => void): this
    on(name: 'cdata', hear: (text: string) => void): this
    on(name: 'error', hear: (error: Error) => void): this
    on(name: 'warn', hear: (warning: Error) => void): this
    parse(xml: string): this
  }
}
