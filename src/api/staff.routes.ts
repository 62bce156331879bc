import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { invitePerson, type PeopleDeps } from '../people/index.ts';
import {
  activePeople,
  addPerson,
  changeStaff,
  changesOf,
  exportStaff,
  listDepartments,
  listDevices,
  listStaff,
  type PersonView,
  personById,
  type StaffDeps,
} from '../staff/index.ts';
import { callerOf } from './access.ts';
import { baseUrl } from './authenticate.ts';
import {
  departmentsSchema,
  editPersonSchema,
  exportQuery,
  invitedPeopleSchema,
  invitePeopleBody,
  newPersonSchema,
  ownersQuery,
  ownersSchema,
  personHistorySchema,
  staffListSchema,
  staffPersonSchema,
  staffQuery,
} from './contract-staff.ts';
import type { ApiApp } from './server.ts';
import { staffImportRoutes } from './staff-import.routes.ts';

export interface StaffRouteDeps extends StaffDeps {
  readonly people: PeopleDeps;
  readonly publicUrl: string | undefined;
  /** Names of account ids. */
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

/** Who looks somebody up: the administrator keeps the list, the committee names owners of clauses. */
const lookers = { access: ['administrator', 'committee'] } as const;
const administrator = { access: ['administrator'] } as const;
const administratorConfirmed = { ...administrator, stepUp: true } as const;
const byId = z.object({ id: z.uuid() });
const historyMax = 50;

/** The people who work here, and the import and export of their list. */
export function staffRoutes(app: ApiApp, deps: StaffRouteDeps): void {
  lookUp(app, deps);
  edit(app, deps);
  exportRoute(app, deps);
  inviteRoute(app, deps);
  staffImportRoutes(app, deps);
}

const view = (person: PersonView): z.output<typeof staffPersonSchema> => ({
  ...person,
  duties: [...person.duties],
  changedAt: person.changedAt.toISOString(),
});

function lookUp(app: ApiApp, deps: StaffRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/staff',
    config: lookers,
    schema: { summary: 'People by page, found by any spelling.', querystring: staffQuery, response: { 200: staffListSchema } },
    handler: async ({ query }) => {
      const { total, people } = await listStaff(deps.pool, query);
      return { total, people: people.map(view) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/staff/:id',
    config: lookers,
    schema: { params: byId, response: { 200: staffPersonSchema } },
    handler: async ({ params: { id } }) => view(await found(deps, id)),
  });
  app.route({
    method: 'GET',
    url: '/api/staff/:id/history',
    config: administrator,
    schema: { summary: 'What was changed of a person, newest first.', params: byId, response: { 200: personHistorySchema } },
    handler: async ({ params: { id } }) => {
      await found(deps, id);
      const changes = await changesOf(deps.pool, id, historyMax);
      const names = await deps.nameOf(changes.map((change) => change.by));
      return {
        changes: changes.map(({ before, after, by, at, byImport }) => ({
          at: at.toISOString(),
          by,
          byName: names.get(by) ?? null,
          byImport,
          fields: before === null ? [] : Object.keys(after ?? {}).filter((key) => String(before[key] ?? '') !== String(after?.[key] ?? '')),
          added: before === null,
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/staff/departments',
    config: lookers,
    schema: { response: { 200: departmentsSchema } },
    handler: async () => ({ departments: await listDepartments(deps) }),
  });
  app.route({
    method: 'GET',
    url: '/api/staff/devices',
    config: administrator,
    schema: { summary: 'Whose device is whose, as lists say.', querystring: ownersQuery, response: { 200: ownersSchema } },
    handler: async ({ query }) => listDevices(deps.pool, query),
  });
}

async function found({ pool }: StaffRouteDeps, id: string): Promise<PersonView> {
  const person = await personById(pool, id);
  if (person === null) throw new Fault('not-found', { person: id });
  return person;
}

function edit(app: ApiApp, deps: StaffRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/staff',
    config: administratorConfirmed,
    schema: { summary: 'Adds a person by hand.', body: newPersonSchema, response: { 201: staffPersonSchema } },
    handler: async (request, reply) => {
      const id = await addPerson(deps, callerOf(request).actor, request.body);
      return reply.code(201).send(view(await found(deps, id)));
    },
  });
  app.route({
    method: 'PATCH',
    url: '/api/staff/:id',
    config: administratorConfirmed,
    schema: {
      summary: 'Changes a person; `revision` is the one that was seen.',
      params: byId,
      body: editPersonSchema,
      response: { 200: staffPersonSchema },
    },
    handler: async (request) => {
      const { revision, ...given } = request.body;
      const { id } = request.params;
      await changeStaff(deps, callerOf(request).actor, id, revision, given);
      return view(await found(deps, id));
    },
  });
}

const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv' } as const;
const names = { people: '社員名簿', departments: '部署', devices: '端末と使用者' } as const;

function exportRoute(app: ApiApp, deps: StaffRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/staff/export',
    config: administrator,
    schema: { summary: 'The list as .xlsx or CSV; importing it again changes nothing.', querystring: exportQuery },
    handler: async ({ query }, reply) => {
      const { kind, format, encoding } = query;
      const bytes = await exportStaff(deps, { ...query, replace: query.replace === 'true' });
      const wide = encodeURIComponent(`${names[kind]}.${format}`);
      const charset = format === 'csv' ? `; charset=${encoding === 'cp932' ? 'windows-31j' : 'utf-8'}` : '';
      return reply
        .type(`${types[format]}${charset}`)
        .header('content-disposition', `attachment; filename="${kind}.${format}"; filename*=UTF-8''${wide}`)
        .send(Buffer.from(bytes));
    },
  });
}

type Skipped = z.output<typeof invitedPeopleSchema>['skipped'][number];

/** Accounts for people on the list: employees, by their address. Roles are given afterwards, one by one. */
function inviteRoute(app: ApiApp, deps: StaffRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/staff/invite',
    config: administratorConfirmed,
    schema: {
      summary: 'Makes accounts (employee) and their one-time links for people on the list.',
      body: invitePeopleBody,
      response: { 200: invitedPeopleSchema },
    },
    handler: async (request) => {
      const everybody = await activePeople(deps.pool);
      const invited: z.output<typeof invitedPeopleSchema>['invited'] = [];
      const skipped: Skipped[] = [];
      for (const id of new Set(request.body.people)) {
        const person = everybody.find((each) => each.id === id);
        const why = person === undefined ? 'left' : whyNot(person, everybody);
        const made = why === null ? await invite(deps, request, person!, request.body.language) : null;
        if (made === null) skipped.push({ id, name: person?.name ?? '', why: why ?? 'has-account' });
        else invited.push({ id, name: person!.name, ...made });
      }
      return { invited, skipped };
    },
  });
}

type Reader = Awaited<ReturnType<typeof activePeople>>[number];

function whyNot(person: Reader, everybody: readonly Reader[]): Skipped['why'] | null {
  if (person.email === '') return 'no-email';
  if (person.accountId !== null) return 'has-account';
  const same = everybody.filter((each) => each.email.toLowerCase() === person.email.toLowerCase());
  return same.length > 1 ? 'shared-email' : null;
}

/** Null where the address has an account already, of somebody who is not on the list. */
async function invite(deps: StaffRouteDeps, request: FastifyRequest, person: Reader, language: 'ja' | 'en') {
  const given = { name: person.name, login: person.email, roles: ['employee'] as const, language, expiresAt: null };
  try {
    const { token, expiresAt } = await invitePerson(deps.people, callerOf(request), given);
    return { url: `${baseUrl(request, { publicUrl: deps.publicUrl })}/invitation#${token}`, expiresAt: expiresAt.toISOString() };
  } catch (error) {
    if (error instanceof Fault && error.code === 'conflict') return null;
    throw error;
  }
}
