import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import {
  addDays,
  csvBytesMax,
  type HolidayFile,
  type ImportedHoliday,
  localDateOf,
  nationalHolidays,
  parseHolidayCsv,
  yearOf,
} from '../calendar/index.ts';
import { callerOf } from './access.ts';
import type { CompanyRouteDeps } from './company.routes.ts';
import { type HolidaysPreview, holidaysPreviewSchema, holidaysQuery } from './contract-company.ts';
import type { ApiApp } from './server.ts';

/** Differences shown one by one; a file of another country would have hundreds. */
const shownMax = 200;

/**
 * The Cabinet Office's file of holidays. Sent once it answers what would change; sent again with the digest of that answer it
 * is stored. A file with a line that cannot be read is never stored in part.
 */
export function importHolidays(app: ApiApp, { company, clock }: CompanyRouteDeps): void {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: csvBytesMax }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    method: 'POST',
    url: '/api/company/holidays',
    config: { access: ['administrator'] },
    bodyLimit: csvBytesMax,
    schema: {
      summary: 'National holidays from a CSV file (application/octet-stream): a preview, or with its digest the import.',
      querystring: holidaysQuery,
      response: { 200: holidaysPreviewSchema },
    },
    handler: async (request) => {
      if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
      const file = parseHolidayCsv(request.body);
      const digest = sha256Hex(canonicalJson(file.rows));
      const { apply, revision = company.revision('holidays') } = request.query;
      const preview = () => ({ digest, revision: company.revision('holidays'), ...previewOf(file, company.facts().holidays, today()) });
      const today = () => localDateOf(clock.now());
      if (apply === undefined) return { applied: false, ...preview() };
      if (apply !== digest) throw new Fault('conflict', { value: 'holidays', problem: 'the file is not the one that was shown' });
      if (file.problems.length > 0) throw new Fault('not-ready', { ja: notWhole.ja, en: notWhole.en });
      const answer = preview();
      await company.set('holidays', file.rows, revision, callerOf(request).actor);
      return { ...answer, applied: true, revision: company.revision('holidays') };
    },
  });
}
const notWhole = {
  ja: '読み取れない行があるため、取り込みませんでした。ファイルを直してください。',
  en: 'Some lines could not be read, so nothing was imported. Correct the file.',
};

type Preview = Omit<HolidaysPreview, 'applied' | 'digest' | 'revision'>;

/** What would be different, day by day from this year on; what is past is only counted. */
function previewOf({ rows, problems, encoding }: HolidayFile, imported: readonly ImportedHoliday[], today: string): Preview {
  const now = nationalHolidays(imported);
  const then = nationalHolidays(rows);
  const added: ImportedHoliday[] = [];
  const removed: ImportedHoliday[] = [];
  const renamed: { date: string; before: string; after: string }[] = [];
  let pastChanges = 0;
  const from = now.knownFrom < then.knownFrom ? now.knownFrom : then.knownFrom;
  const to = [now.knownUntil, then.knownUntil, rows.at(-1)?.date ?? '', imported.at(-1)?.date ?? ''].sort().at(-1)!;
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const [before, after] = [now.nameOf(date)?.ja, then.nameOf(date)?.ja];
    if (before === after) continue;
    if (yearOf(date) < yearOf(today)) pastChanges += 1;
    else if (before === undefined) added.push({ date, name: after! });
    else if (after === undefined) removed.push({ date, name: before });
    else renamed.push({ date, before, after });
  }
  return {
    encoding,
    rows: rows.length,
    from: rows[0]?.date ?? null,
    to: rows.at(-1)?.date ?? null,
    added: added.slice(0, shownMax),
    removed: removed.slice(0, shownMax),
    renamed: renamed.slice(0, shownMax),
    pastChanges,
    problems: problems.slice(0, shownMax).map(({ line, words }) => ({ line, words })),
  };
}
