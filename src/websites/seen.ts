/** Versions of TLS, oldest first. */
export const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type Version = (typeof versions)[number];

/** What one look at a website showed, or why it showed nothing. */
export type Seen =
  | { readonly failed: string }
  | {
      /** Whether the website takes each version; null where that could not be told. */
      readonly versions: Readonly<Record<Version, boolean | null>>;
      readonly cipher: string;
      readonly certificate: {
        readonly name: string;
        readonly issuer: string;
        readonly notBefore: string | null;
        readonly notAfter: string | null;
        readonly named: boolean;
        readonly trusted: boolean;
        readonly trustProblem: string;
        readonly key: { readonly algorithm: 'RSA' | 'EC' | 'other'; readonly bits: number | null };
      };
    };

/** A website as the company names it: `www.example.co.jp` or `www.example.co.jp:8443`. */
export function addressOfSite(text: string): { readonly host: string; readonly port: number } | null {
  const [, host, port = '443'] = /^([^:\s]{1,253})(?::(\d{1,5}))?$/.exec(text.trim().toLowerCase()) ?? [];
  return host === undefined || Number(port) < 1 || Number(port) > 65_535 ? null : { host, port: Number(port) };
}
