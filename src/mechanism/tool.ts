import type { Words } from '../base/text.ts';

/**
 * Something that the product itself does, of which no device and no person is the subject: this server looks at the
 * company's websites. Its standing comes from the room that does it.
 */
export interface Tool {
  readonly status: 'running';
  readonly kind: 'tool';
  /** `<room>/<name>`, permanent. */
  readonly id: string;
  readonly title: Words;
}

/** `tool('cryptography/websites', 'WebサイトのTLSと証明書の点検', 'Check of TLS and certificates of our websites')` */
export const tool = (id: string, ja: string, en: string): Tool => ({ status: 'running', kind: 'tool', id, title: { ja, en } });
