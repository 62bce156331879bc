import { rowSubject } from '../engine/registers/index.ts';
import { callerOf } from './access.ts';
import { attachmentView } from './attachments.routes.ts';
import {
  bulkBody,
  bulkSchema,
  newRowBody,
  registerParams,
  rowChangeBody,
  rowDetailSchema,
  rowEndBody,
  rowParams,
  rowSchema,
  rowsQuery,
  rowsSchema,
} from './contract-registers.ts';
import { readers } from './readers.ts';
import { mayEditRegister, mayReadRegister, registerEditors, registerFor } from './registers.access.ts';
import type { RegisterRouteDeps } from './registers.routes.ts';
import { rowDetailView, rowView } from './registers.views.ts';
import type { ApiApp } from './server.ts';

const editors = { access: registerEditors };

/** The lines of a register. */
export function registerRowRoutes(app: ApiApp, deps: RegisterRouteDeps): void {
  readRoutes(app, deps);
  addRoute(app, deps);
  changeRoute(app, deps);
  moveRoutes(app, deps);
  bulkRoute(app, deps);
}

function readRoutes(app: ApiApp, { registers, attachments, accountNames, caseOf }: RegisterRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/registers/:room/:name/rows',
    config: { access: 'signed-in' },
    schema: {
      summary: 'Lines by page, searched, filtered and ordered. `filter=deadline:overdue` finds those past a deadline.',
      params: registerParams,
      querystring: rowsQuery,
      response: { 200: rowsSchema },
    },
    handler: async (request) => {
      const { id } = registerFor(registers, request.params, callerOf(request), mayReadRegister);
      const { filter, ...wanted } = request.query;
      const { total, rows, groups } = await registers.rows(id, {
        ...wanted,
        filters: filter === undefined ? [] : typeof filter === 'string' ? [filter] : filter,
      });
      return { total, rows: rows.map(rowView), groups };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/registers/:room/:name/rows/:row',
    config: { access: readers },
    schema: {
      summary: 'A line with its files and all that was ever written in it.',
      params: rowParams,
      response: { 200: rowDetailSchema },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayReadRegister);
      const row = await registers.row(id, request.params.row);
      const files = await attachments.of(rowSubject(id, row.id));
      const names = await accountNames([...new Set([...row.history.map(({ by }) => by), ...files.map(({ addedBy }) => addedBy)])]);
      return rowDetailView(
        row,
        files.map((file) => attachmentView(file, names)),
        names,
        await caseOf(row.id, caller),
      );
    },
  });
}

function addRoute(app: ApiApp, { registers }: RegisterRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/rows',
    config: editors,
    schema: { summary: 'Adds a line.', params: registerParams, body: newRowBody, response: { 201: rowSchema } },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      const { cells, reason, attach } = request.body;
      const { row } = await registers.add(id, cells, { by: caller.actor, reason: reason.trim(), attach });
      return reply.code(201).send(rowView(await registers.line(id, row)));
    },
  });
}

function changeRoute(app: ApiApp, { registers }: RegisterRouteDeps): void {
  app.route({
    method: 'PATCH',
    url: '/api/registers/:room/:name/rows/:row',
    config: editors,
    schema: {
      summary: 'Changes the cells that are sent; `revision` is the one that was seen.',
      params: rowParams,
      body: rowChangeBody,
      response: { 200: rowSchema },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      const { cells, revision, reason, attach } = request.body;
      const { row } = request.params;
      await registers.change(id, { id: row, revision }, cells, { by: caller.actor, reason: reason.trim(), attach });
      return rowView(await registers.line(id, row));
    },
  });
}

function moveRoutes(app: ApiApp, { registers }: RegisterRouteDeps): void {
  for (const act of ['end', 'restore'] as const) {
    app.route({
      method: 'POST',
      url: `/api/registers/:room/:name/rows/:row/${act}`,
      config: editors,
      schema: {
        summary: act === 'end' ? 'Ends a line. It stays, with its reason.' : 'Takes a line that ended back into force.',
        params: rowParams,
        body: rowEndBody,
        response: { 200: rowSchema },
      },
      handler: async (request) => {
        const caller = callerOf(request);
        const { id } = registerFor(registers, request.params, caller, mayEditRegister);
        const { revision, reason } = request.body;
        await registers[act](id, { id: request.params.row, revision }, { by: caller.actor, reason });
        return rowView(await registers.line(id, request.params.row));
      },
    });
  }
}

function bulkRoute(app: ApiApp, { registers }: RegisterRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/bulk',
    config: editors,
    schema: {
      summary: 'One act on many lines: all of them or none.',
      params: registerParams,
      body: bulkBody,
      response: { 200: bulkSchema },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      const { rows, act, reason } = request.body;
      return { changed: await registers.bulk(id, rows, act, { by: caller.actor, reason }) };
    },
  });
}
