import * as lives from './lives.ts';
import { acceptance, project } from './lives-of-development.ts';
import { accessReview, privilegeReview, softwareReview, sourceReview, supplier } from './lives-of-others.ts';
import { reportedOutlook } from './lives-of-outlooks.ts';

/** Lives of every kind of case, between them through every duty that only a case opens. */
export const led: Readonly<Record<string, readonly lives.Life[]>> = {
  'changes/change': [lives.routineChange, lives.serverChange, lives.systemChange, lives.emergencyChange],
  'monitoring/problem': [lives.capacityProblem, lives.reportedIncident],
  'capacity/outlook-report': [reportedOutlook],
  'audits/audit': [lives.audit, lives.plannedStop],
  'reviews/campaign': [privilegeReview, accessReview, softwareReview, sourceReview],
  'suppliers/supplier': [supplier],
  'development/project': [project],
  'development/acceptance': [acceptance],
  'test-data/use': [lives.realData],
};
