import type { z } from 'zod';
import { exportQuery } from './contract-procedures.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export type ExportOrder = z.output<typeof exportQuery>;

export interface ExportedFile {
  /** Without its ending: 手順書_株式会社例_1.0 */
  readonly name: string;
  readonly format: ExportOrder['format'];
  readonly bytes: Uint8Array;
}

export interface DocumentRouteDeps {
  exported(order: ExportOrder): Promise<ExportedFile>;
}

const types: Readonly<Record<ExportOrder['format'], string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The procedures and the statement of applicability as files. */
export function documentRoutes(app: ApiApp, { exported }: DocumentRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/procedures/export',
    config: { access: readers },
    schema: {
      summary: 'The procedures or the statement of applicability as PDF, Word or Excel, in Japanese or English.',
      querystring: exportQuery,
    },
    handler: async (request, reply) => {
      const { name, format, bytes } = await exported(request.query);
      return reply
        .type(types[format])
        .header('content-disposition', disposition(request.query.what, `${name}.${format}`))
        .header('cache-control', 'no-store')
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  });
}

/** The name in the company's own characters (RFC 6266), beside a plain one for what does not read it. */
export const disposition = (plain: string, name: string): string =>
  `attachment; filename="${plain}${plainEnding(name)}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*!]/g, percent)}`;

/** A header holds no full-width letters; a name may: 契約.ｐｄｆ */
const plainEnding = (name: string): string => /\.[a-z0-9]+$/i.exec(name.normalize('NFKC'))?.[0] ?? '';
const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
