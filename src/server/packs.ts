import type { ApiApp } from '../api/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import type { Integrator, Signer } from '../ledger/index.ts';
import type { OverviewReader } from '../overview/index.ts';
import type { Values } from '../values/index.ts';

export interface PackRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly integrator: Integrator;
  readonly signer: Signer;
  readonly overview: OverviewReader;
  readonly values: Values;
}

export function packRoute(_app: ApiApp, _deps: PackRouteDeps): void {}
