/** The part of `mailparser` (a development dependency without types) that reads what arrived in a test. */
declare module 'mailparser' {
  interface AddressGroup {
    readonly value: readonly { readonly address?: string; readonly name: string }[];
    readonly text: string;
  }
  export interface ParsedMail {
    readonly subject?: string;
    readonly text?: string;
    readonly html: string | false;
    readonly messageId?: string;
    readonly date?: Date;
    readonly from?: AddressGroup;
    readonly to?: AddressGroup;
    readonly replyTo?: AddressGroup;
    readonly headers: ReadonlyMap<string, unknown>;
    readonly attachments: readonly { readonly filename?: string; readonly contentType: string; readonly content: Buffer }[];
  }
  export function simpleParser(source: Buffer): Promise<ParsedMail>;
}
