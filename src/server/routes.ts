import { acceptanceRoutes } from '../api/acceptance.routes.ts';
import { type AgentRouteDeps, agentRoutes } from '../api/agents.routes.ts';
import { attachmentRoutes } from '../api/attachments.routes.ts';
import { type BoardDeps, boardRoutes } from '../api/board.routes.ts';
import { type CapacityRouteDeps, capacityRoutes } from '../api/capacity.routes.ts';
import { capacityTargetRoutes, type TargetRouteDeps } from '../api/capacity-targets.routes.ts';
import { type CasePartRouteDeps, casePartRoutes } from '../api/case-parts.routes.ts';
import { caseRoutes } from '../api/cases.routes.ts';
import { type ChangeRouteDeps, changeRoutes } from '../api/changes.routes.ts';
import { choiceRoutes } from '../api/choices.routes.ts';
import { type ClockRouteDeps, clockRoutes } from '../api/clocks.routes.ts';
import { type CompanyRouteDeps, companyRoutes } from '../api/company.routes.ts';
import { type ConsoleRouteDeps, consoleRoutes } from '../api/consoles.routes.ts';
import { type DevelopmentRouteDeps, developmentRoutes } from '../api/development.routes.ts';
import { type DeviceInventoryRouteDeps, deviceInventoryRoutes } from '../api/device-inventory.routes.ts';
import { type DeviceRouteDeps, deviceRoutes } from '../api/devices.routes.ts';
import { type DocumentRouteDeps, documentRoutes } from '../api/documents.routes.ts';
import { type DriftRouteDeps, driftRoutes } from '../api/drift.routes.ts';
import { dutyRoutes } from '../api/duties.routes.ts';
import { type EvidenceDeps, evidenceRoutes } from '../api/evidence.routes.ts';
import type { RoutePlugin } from '../api/index.ts';
import { type InventoryRouteDeps, inventoryRoutes } from '../api/inventory.routes.ts';
import { leafletReaderRoutes } from '../api/leaflet-reader.routes.ts';
import { type LeafletRouteDeps, leafletRoutes } from '../api/leaflets.routes.ts';
import { type LiveRouteDeps, liveRoutes } from '../api/live.routes.ts';
import { type NoticeRouteDeps, noticeRoutes } from '../api/notices.routes.ts';
import { ownDeviceRoutes } from '../api/own-devices.routes.ts';
import { type PackRouteDeps, packRoutes } from '../api/packs.routes.ts';
import { type ProcedureRouteDeps, procedureRoutes } from '../api/procedures.routes.ts';
import { registerDifferenceRoutes } from '../api/register-differences.routes.ts';
import { registerExchangeRoutes } from '../api/register-exchange.routes.ts';
import { registersRoutes } from '../api/registers.routes.ts';
import { requestRoutes } from '../api/requests.routes.ts';
import { type RetirementRouteDeps, retirementRoutes } from '../api/retirement.routes.ts';
import { type ReviewRouteDeps, reviewRoutes } from '../api/reviews.routes.ts';
import { type RolloutRouteDeps, rolloutRoutes } from '../api/rollout.routes.ts';
import { type ScanRouteDeps, scanRoutes } from '../api/scans.routes.ts';
import { type SoftwareRouteDeps, softwareRoutes } from '../api/software.routes.ts';
import { type StaffRouteDeps, staffRoutes } from '../api/staff.routes.ts';
import { type StrangerRouteDeps, strangerRoutes } from '../api/strangers.routes.ts';
import { type SupplierSheetRouteDeps, supplierSheetRoutes } from '../api/supplier-sheet.routes.ts';
import { type SupplierRouteDeps, supplierRoutes } from '../api/suppliers.routes.ts';
import { type TodayRouteDeps, todayRoutes } from '../api/today.routes.ts';
import { valueRoutes } from '../api/values.routes.ts';
import type { RunningRouteDeps } from './running-routes.ts';

export interface DataRouteDeps extends BoardDeps, DeviceRouteDeps, EvidenceDeps {
  readonly changes: ChangeRouteDeps;
  readonly running: RunningRouteDeps;
  readonly caseParts: CasePartRouteDeps;
  readonly rollout: RolloutRouteDeps;
  readonly consoles: ConsoleRouteDeps;
  readonly development: DevelopmentRouteDeps;
  readonly scans: ScanRouteDeps;
  readonly reviews: ReviewRouteDeps;
  readonly retirement: RetirementRouteDeps;
  readonly clocks: ClockRouteDeps;
  readonly inventory: InventoryRouteDeps & DeviceInventoryRouteDeps & StrangerRouteDeps;
  readonly drift: DriftRouteDeps;
  readonly capacity: CapacityRouteDeps & TargetRouteDeps;
  readonly company: CompanyRouteDeps;
  readonly procedures: ProcedureRouteDeps;
  readonly documents: DocumentRouteDeps;
  readonly notices: NoticeRouteDeps;
  readonly leaflets: LeafletRouteDeps;
  readonly live: LiveRouteDeps;
  readonly software: SoftwareRouteDeps;
  readonly staff: StaffRouteDeps;
  readonly suppliers: SupplierRouteDeps;
  readonly supplierSheet: SupplierSheetRouteDeps;
  readonly today: TodayRouteDeps;
  readonly agents: AgentRouteDeps;
  readonly packs: PackRouteDeps;
}

/** Every route but those about people: one list for the server, for its description and for the policy test. */
export const dataRoutes = (deps: DataRouteDeps): RoutePlugin[] => [
  (app) => boardRoutes(app, deps),
  (app) => deviceRoutes(app, deps),
  (app) => valueRoutes(app, deps),
  (app) => evidenceRoutes(app, deps),
  (app) => agentRoutes(app, deps.agents),
  (app) => packRoutes(app, deps.packs),
  (app) => clockRoutes(app, deps.clocks),
  (app) => inventoryRoutes(app, deps.inventory),
  (app) => deviceInventoryRoutes(app, deps.inventory),
  (app) => strangerRoutes(app, deps.inventory),
  (app) => driftRoutes(app, deps.drift),
  (app) => capacityRoutes(app, deps.capacity),
  (app) => capacityTargetRoutes(app, deps.capacity),
  (app) => companyRoutes(app, deps.company),
  (app) => procedureRoutes(app, deps.procedures),
  (app) => documentRoutes(app, deps.documents),
  (app) => noticeRoutes(app, deps.notices),
  (app) => staffRoutes(app, deps.staff),
  (app) => todayRoutes(app, deps.today),
  (app) => leafletRoutes(app, deps.leaflets),
  (app) => leafletReaderRoutes(app, deps.leaflets),
  (app) => attachmentRoutes(app, deps.running.attachments),
  (app) => choiceRoutes(app, deps.running.choices),
  (app) => ownDeviceRoutes(app, deps.running.ownDevices),
  (app) => registersRoutes(app, deps.running.registers),
  (app) => registerDifferenceRoutes(app, deps.running.registers),
  (app) => registerExchangeRoutes(app, deps.running.registers),
  (app) => requestRoutes(app, deps.running.requests),
  (app) => caseRoutes(app, deps.running.cases),
  (app) => casePartRoutes(app, deps.caseParts),
  (app) => acceptanceRoutes(app, deps.running.acceptance),
  (app) => changeRoutes(app, deps.changes),
  (app) => dutyRoutes(app, deps.running.duties),
  (app) => liveRoutes(app, deps.live),
  (app) => softwareRoutes(app, deps.software),
  (app) => rolloutRoutes(app, deps.rollout),
  (app) => retirementRoutes(app, deps.retirement),
  (app) => consoleRoutes(app, deps.consoles),
  (app) => supplierRoutes(app, deps.suppliers),
  (app) => supplierSheetRoutes(app, deps.supplierSheet),
  (app) => developmentRoutes(app, deps.development),
  (app) => scanRoutes(app, deps.scans),
  (app) => reviewRoutes(app, deps.reviews),
];
