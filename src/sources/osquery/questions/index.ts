import type { Question } from '../question.ts';
import { backupQuestions } from './backup.ts';
import { capacityQuestions } from './capacity.ts';
import { clockQuestions } from './clock.ts';
import { collectionQuestions } from './collections.ts';
import { cryptographyQuestions } from './cryptography.ts';
import { encryptionQuestions } from './encryption.ts';
import { guestAccessQuestions } from './guest-access.ts';
import { logonQuestions } from './logon.ts';
import { logQuestions } from './logs.ts';
import { malwareQuestions } from './malware.ts';
import { neighbourQuestions } from './neighbours.ts';
import { networkQuestions } from './network.ts';
import { newestBackupQuestions } from './newest-backup.ts';
import { openFolderQuestions } from './open-folders.ts';
import { privilegesQuestions } from './privileges.ts';
import { programQuestions } from './programs.ts';
import { storageQuestions } from './removable-storage.ts';
import { captureQuestions } from './screen-capture.ts';
import { screenLockQuestions } from './screen-lock.ts';
import { securityLogQuestions } from './security-log.ts';
import { sharedAccountQuestions } from './shared-accounts.ts';
import { softwareControlQuestions } from './software-control.ts';
import { suidQuestions } from './suid.ts';
import { timeServiceQuestions } from './time-service.ts';
import { timeSyncQuestions } from './time-sync.ts';
import { traceQuestions } from './traces.ts';
import { updateQuestions } from './updates.ts';
import { wirelessQuestions } from './wireless.ts';

/** Everything that is asked of the agent. A new topic is a file beside this one and a line here. */
export const questions: readonly Question[] = [
  ...backupQuestions,
  ...capacityQuestions,
  ...clockQuestions,
  ...cryptographyQuestions,
  ...encryptionQuestions,
  ...guestAccessQuestions,
  ...logonQuestions,
  ...logQuestions,
  ...malwareQuestions,
  ...neighbourQuestions,
  ...networkQuestions,
  ...newestBackupQuestions,
  ...openFolderQuestions,
  ...privilegesQuestions,
  ...programQuestions,
  ...captureQuestions,
  ...storageQuestions,
  ...softwareControlQuestions,
  ...suidQuestions,
  ...screenLockQuestions,
  ...securityLogQuestions,
  ...sharedAccountQuestions,
  ...timeServiceQuestions,
  ...timeSyncQuestions,
  ...traceQuestions,
  ...updateQuestions,
  ...wirelessQuestions,
  // Long lists come last: a new computer is judged before it has told all that it has.
  ...collectionQuestions,
];
