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
import { networkQuestions } from './network.ts';
import { privilegesQuestions } from './privileges.ts';
import { programQuestions } from './programs.ts';
import { storageQuestions } from './removable-storage.ts';
import { captureQuestions } from './screen-capture.ts';
import { screenLockQuestions } from './screen-lock.ts';
import { suidQuestions } from './suid.ts';
import { timeServiceQuestions } from './time-service.ts';
import { traceQuestions } from './traces.ts';
import { updateQuestions } from './updates.ts';
import { wirelessQuestions } from './wireless.ts';

/** Everything that is asked of the agent. A new topic is a file beside this one and a line here. */
export const questions: readonly Question[] = [
  ...backupQuestions,
  ...capacityQuestions,
  ...clockQuestions,
  ...collectionQuestions,
  ...cryptographyQuestions,
  ...encryptionQuestions,
  ...guestAccessQuestions,
  ...logonQuestions,
  ...logQuestions,
  ...malwareQuestions,
  ...networkQuestions,
  ...privilegesQuestions,
  ...programQuestions,
  ...captureQuestions,
  ...storageQuestions,
  ...suidQuestions,
  ...screenLockQuestions,
  ...timeServiceQuestions,
  ...traceQuestions,
  ...updateQuestions,
  ...wirelessQuestions,
];
