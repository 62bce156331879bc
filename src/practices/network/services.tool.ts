import { tool } from '../../mechanism/tool.ts';

/** What listens in the company and stands in no line: what can be measured of the services in use. */
export const unregisteredServices = tool(
  'network/unregistered-services',
  '台帳にないネットワークサービスの検出',
  'Detection of network services not in the register',
);
/** Agreements, dates and figures of the services in the register (room `suppliers`). */
export const serviceLevels = tool('network/service-levels', 'SLAの有無と期限の点検', 'Check that SLAs exist and have not run out');
