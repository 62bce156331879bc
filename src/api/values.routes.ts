import { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import { saidValue } from '../mechanism/value.ts';
import type { Values } from '../values/index.ts';
import { callerOf } from './access.ts';
import { paramSchema, paramsSchema, setParamSchema } from './contract.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { paramView } from './views.ts';

const param = z.object({ id: z.string().max(60) });

export interface ValueRouteDeps {
  readonly values: Values;
  /** People read names; a version of a value keeps an opaque id. */
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

/** The company's values: read by all who read the board, set by the administrator with a fresh second factor. */
export function valueRoutes(app: ApiApp, { values, nameOf }: ValueRouteDeps): void {
  const one = async (id: string): Promise<z.infer<typeof paramSchema>> => {
    const found = values.param(id);
    const versions = values.history(id);
    const names = await nameOf(versions.map(({ setBy }) => setBy));
    return {
      ...paramView(values, found),
      history: versions.map((version) => ({
        version: version.version,
        value: version.value,
        said: saidValue(found, version.value),
        setAt: version.effectiveFrom.toISOString(),
        by: version.setBy,
        byName: names.get(version.setBy) ?? words('(今はいない利用者)', '(an account that is gone)'),
        reason: version.reason,
      })),
    };
  };

  app.route({
    method: 'GET',
    url: '/api/params',
    config: { access: readers },
    schema: { response: { 200: paramsSchema } },
    handler: async () => ({ params: values.params().map((each) => paramView(values, each)) }),
  });

  app.route({
    method: 'GET',
    url: '/api/params/:id',
    config: { access: readers },
    schema: { params: param, response: { 200: paramSchema } },
    handler: async ({ params: { id } }) => one(id),
  });

  app.route({
    method: 'PUT',
    url: '/api/params/:id',
    config: { access: ['administrator'], stepUp: true },
    schema: { params: param, body: setParamSchema, response: { 200: paramSchema } },
    handler: async (request) => {
      const { id } = request.params;
      await values.set({ param: id, ...request.body, by: callerOf(request).actor });
      return one(id);
    },
  });
}
