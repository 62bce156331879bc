import type { DocumentRouteDeps, ExportedFile, ExportOrder } from '../api/documents.routes.ts';
import { statementRow } from '../api/statement.routes.ts';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Language, Words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import { clauseById } from '../catalog/index.ts';
import {
  type ClauseStanding,
  type ControlStanding,
  type DocumentApproval,
  type DocumentInput,
  type DocumentRevision,
  leafletDocument,
  type Press,
  procedureDocument,
  procedureWorkbook,
  statementDocument,
  statementWorkbook,
  stateSaid,
  type VersionInput,
} from '../documents/index.ts';
import { audienceTitles, type LeafletPaper } from '../leaflets/index.ts';
import type { Overview, OverviewReader } from '../overview/index.ts';
import { type ProcedureContent, type Procedures, piecesOf, type Version } from '../procedures/index.ts';

export interface DocumentWiring {
  readonly procedures: Procedures;
  readonly overview: OverviewReader;
  readonly clock: Clock;
  /** Names of accounts by id. */
  readonly nameOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, Words>>;
  readonly press: Press;
}

interface Chosen {
  readonly content: ProcedureContent;
  /** Null for the draft. */
  readonly version: Version | null;
}

const words = {
  approved: { ja: '承認', en: 'Approved' },
  prepared: { ja: '作成', en: 'Prepared' },
  nobody: { ja: '(氏名の記録なし)', en: '(name not on record)' },
  fileNames: {
    procedures: { ja: '手順書', en: 'Procedures' },
    statement: { ja: '適用宣言書', en: 'Statement of Applicability' },
  },
  verdicts: {
    pass: { ja: '適合', en: 'pass' },
    fail: { ja: '不適合', en: 'fail' },
    unknown: { ja: '不明', en: 'unknown' },
    planned: { ja: '準備中', en: 'planned' },
    'not-applicable': { ja: '適用外', en: 'not applicable' },
  },
} as const;

/** The company's documents as files, out of the procedures, their versions and how everything stands now. */
export function documentsOf(wiring: DocumentWiring): DocumentRouteDeps & { leaflet(paper: LeafletPaper): Promise<Uint8Array> } {
  return {
    exported: (order) => exported(wiring, order),
    leaflet: (paper) => leaflet(wiring, paper),
  };
}

async function exported(wiring: DocumentWiring, { what, format, lang, version }: ExportOrder): Promise<ExportedFile> {
  const { press, overview, clock } = wiring;
  const chosen = await choose(wiring, version);
  const now = isCurrent(chosen) ? await overview.now() : null;
  const madeAt = clock.now();
  const input: DocumentInput = {
    content: chosen.content,
    version: await versionInput(wiring, chosen.version, lang),
    language: lang,
    madeAt,
    madeOn: localDateOf(madeAt),
    cut: (text, language) => piecesOf(text, language, chosen.content.values),
    standing: clauseStandings(chosen.content, now),
  };
  const statement = statementDocument({ ...input, controlStanding: controlStandings(chosen.content, now) });
  const document = what === 'statement' ? statement : procedureDocument(input);
  const name = fileName(what, chosen, input);
  if (format === 'pdf') return { name, format, bytes: (await press.pdf(document)).bytes };
  if (format === 'docx') return { name, format, bytes: (await press.word(document)).bytes };
  const bytes = document.kind === 'procedures' ? await procedureWorkbook(document, statement) : await statementWorkbook(statement);
  return { name, format, bytes };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Without a wish: what is in force, else the draft. */
async function choose({ procedures, clock }: DocumentWiring, wanted: string | undefined): Promise<Chosen> {
  if (wanted === undefined || wanted === 'in-force') {
    const inForce = await procedures.inForceAt(clock.now());
    if (inForce) return inForce;
    if (wanted === 'in-force') throw new Fault('not-found', { ja: '施行中の版はまだありません。', en: 'No version is in force yet.' });
  }
  if (wanted === undefined || wanted === 'draft') return { content: (await procedures.draft()).content, version: null };
  if (!uuid.test(wanted)) throw new Fault('not-found', { version: wanted });
  return procedures.version(wanted);
}

/** How things stand now says nothing of a version that has passed. */
const isCurrent = ({ version }: Chosen): boolean => version === null || !['superseded', 'returned', 'withdrawn'].includes(version.state);

async function versionInput({ procedures, nameOf }: DocumentWiring, version: Version | null, language: Language): Promise<VersionInput> {
  const history = (await procedures.versions()).filter((each) => belongsToHistory(each, version)).toSorted(byNumber);
  const accounts = [...history, ...(version ? [version] : [])].flatMap((each) => [
    each.submittedBy,
    ...each.decisions.map((d) => d.account),
  ]);
  const names = await nameOf(accounts);
  const name = (account: string): string => names.get(account)?.[language] ?? words.nobody[language];
  const revisions = history.map((each) => revisionOf(each, name, language));
  if (!version) return { number: '', state: 'draft', effectiveOn: '', digest: '', approvals: [], revisions };
  const { number, state, effectiveOn, digest } = version;
  return { number, state, effectiveOn, digest, approvals: approvalsOf(version, name, language), revisions };
}

const byNumber = (a: Version, b: Version): number => a.major - b.major || a.minor - b.minor;

/** What was approved up to this version, and the version itself. */
const belongsToHistory = (each: Version, version: Version | null): boolean =>
  each.id === version?.id ||
  (['upcoming', 'effective', 'superseded'].includes(each.state) && (version === null || byNumber(each, version) < 0));

const approvers = ({ decisions }: Version) => decisions.filter(({ decision }) => decision === 'approve');

const revisionOf = (version: Version, name: (account: string) => string, language: Language): DocumentRevision => ({
  number: version.number,
  date: version.effectiveFrom ? localDateOf(version.effectiveFrom) : version.effectiveOn,
  note: version.note,
  approvedBy: approvers(version)
    .map(({ account }) => name(account))
    .join(language === 'ja' ? '、' : ', '),
});

/** Who approved, an empty box for each approval that is still missing, and who prepared it. */
function approvalsOf(version: Version, name: (account: string) => string, language: Language): DocumentApproval[] {
  const role = words.approved[language];
  const given = approvers(version).map(({ account, at }) => ({ role, name: name(account), date: localDateOf(at) }));
  const missing = version.state === 'submitted' ? Math.max(0, version.approvalsNeeded - given.length) : 0;
  return [
    ...given,
    ...Array.from({ length: missing }, () => ({ role, name: '', date: '' })),
    { role: words.prepared[language], name: name(version.submittedBy), date: localDateOf(version.submittedAt) },
  ];
}

function clauseStandings({ controls }: ProcedureContent, now: Overview | null): ReadonlyMap<string, ClauseStanding> {
  const standings = new Map<string, ClauseStanding>();
  for (const control of controls)
    for (const { id, adoption } of control.clauses) {
      const known = clauseById(id);
      const standing = now?.clauses.get(id);
      if (!known || !standing) continue;
      const verdict = control.applicable && adoption !== 'not-applicable' ? standing.verdict : 'not-applicable';
      standings.set(id, {
        mechanisms: known.clause.mechanisms.map(({ title }) => title),
        status: words.verdicts[verdict],
        evidenceOn: verdict !== 'not-applicable' && standing.evidenceAt ? localDateOf(standing.evidenceAt) : '',
      });
    }
  return standings;
}

/** The same reading as on the screen of the statement. */
const controlStandings = ({ controls }: ProcedureContent, now: Overview | null): ReadonlyMap<string, ControlStanding> =>
  new Map(
    now === null
      ? []
      : controls.map((control) => {
          const { stateWords, evidenceAt } = statementRow(control, now);
          return [control.id, { stateWords, evidenceOn: evidenceAt === null ? '' : localDateOf(new Date(evidenceAt)) }] as const;
        }),
  );

/** Characters that a file system or a header gives a meaning of its own, and what nobody sees. */
const unfit = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]+/gu;
const companyCharsMax = 60;

/** 手順書_株式会社例_1.0 */
function fileName(what: ExportOrder['what'], { content, version }: Chosen, { language, madeOn }: DocumentInput): string {
  const company = [...content.company.name.replace(unfit, ' ').trim()].slice(0, companyCharsMax).join('');
  const number = version ? version.number : `${stateSaid('draft', language)}_${madeOn}`;
  return [words.fileNames[what][language], company, number].filter((part) => part !== '').join('_');
}

async function leaflet({ press, clock }: DocumentWiring, paper: LeafletPaper): Promise<Uint8Array> {
  const { language, audience, company, version, date, dueOn, lines, quiz, reader } = paper;
  const madeAt = clock.now();
  const document = leafletDocument({
    language,
    company,
    audience: audienceTitles[audience][language],
    number: version,
    state: version === '' ? 'draft' : 'effective',
    effectiveOn: date,
    digest: '',
    madeAt,
    madeOn: localDateOf(madeAt),
    reader: reader ?? '',
    dueOn: dueOn ?? '',
    rules: lines.map((line) => ({ clause: line.clauses.join(' '), topic: line.topic[language], text: line.text[language] })),
    quiz: quiz === null ? null : { question: quiz.question[language], choices: quiz.options.map((option) => option[language]) },
  });
  return (await press.pdf(document)).bytes;
}
