import type { Param } from '../mechanism/param.ts';
import { endpointDevices } from './8.01-endpoint-devices.ts';
import { privilegedAccess } from './8.02-privileged-access.ts';
import { informationAccess } from './8.03-information-access.ts';
import { sourceCodeAccess } from './8.04-source-code-access.ts';
import { authentication } from './8.05-authentication.ts';
import { capacity } from './8.06-capacity.ts';
import { malware } from './8.07-malware.ts';
import { vulnerabilities } from './8.08-vulnerabilities.ts';
import { configuration } from './8.09-configuration.ts';
import { informationDeletion } from './8.10-information-deletion.ts';
import { dataMasking } from './8.11-data-masking.ts';
import { dataLeakage } from './8.12-data-leakage.ts';
import { backup } from './8.13-backup.ts';
import { redundancy } from './8.14-redundancy.ts';
import { logging } from './8.15-logging.ts';
import { monitoring } from './8.16-monitoring.ts';
import { clock } from './8.17-clock.ts';
import { utilityPrograms } from './8.18-utility-programs.ts';
import { softwareInstallation } from './8.19-software-installation.ts';
import { networkSecurity } from './8.20-network-security.ts';
import { networkServices } from './8.21-network-services.ts';
import { networkSegregation } from './8.22-network-segregation.ts';
import { webFiltering } from './8.23-web-filtering.ts';
import { cryptography } from './8.24-cryptography.ts';
import { secureDevelopment } from './8.25-secure-development.ts';
import { applicationRequirements } from './8.26-application-requirements.ts';
import { secureArchitecture } from './8.27-secure-architecture.ts';
import { secureCoding } from './8.28-secure-coding.ts';
import { securityTesting } from './8.29-security-testing.ts';
import { outsourcedDevelopment } from './8.30-outsourced-development.ts';
import { separateEnvironments } from './8.31-separate-environments.ts';
import { changeManagement } from './8.32-change-management.ts';
import { testInformation } from './8.33-test-information.ts';
import { auditProtection } from './8.34-audit-protection.ts';
import type { Clause, Control } from './control.ts';

/** The 34 technological controls of Annex A.8, in their order. */
export const controls: readonly Control[] = [
  endpointDevices,
  privilegedAccess,
  informationAccess,
  sourceCodeAccess,
  authentication,
  capacity,
  malware,
  vulnerabilities,
  configuration,
  informationDeletion,
  dataMasking,
  dataLeakage,
  backup,
  redundancy,
  logging,
  monitoring,
  clock,
  utilityPrograms,
  softwareInstallation,
  networkSecurity,
  networkServices,
  networkSegregation,
  webFiltering,
  cryptography,
  secureDevelopment,
  applicationRequirements,
  secureArchitecture,
  secureCoding,
  securityTesting,
  outsourcedDevelopment,
  separateEnvironments,
  changeManagement,
  testInformation,
  auditProtection,
];

/** A clause asks for something if it is an item, sub-item or paragraph and does not only head others. */
export const operativeTypes = ['item', 'sub', 'para'] as const;
export const isOperative = (clause: Clause): boolean => !clause.heading && (operativeTypes as readonly string[]).includes(clause.type);

const byId = new Map(controls.map((control) => [control.id, control]));
export const controlById = (id: string): Control | undefined => byId.get(id);

const clauses = new Map(controls.flatMap((control) => control.clauses.map((clause) => [clause.id, { control, clause }] as const)));
export const clauseById = (id: string): { control: Control; clause: Clause } | undefined => clauses.get(id);

/** Every parameter of the catalogue once; where two controls share a value they import the same one. */
export const allParams: readonly Param[] = [
  ...new Map(controls.flatMap((control) => control.params).map((param) => [param.id, param])).values(),
];

/** The slots of a sentence: `{screenLockMinutes}` names a parameter. */
export const slotPattern = /\{([A-Za-z][A-Za-z0-9]*)\}/g;
export const slotsOf = (sentence: string): string[] => [...sentence.matchAll(slotPattern)].map((match) => match[1]!);
