import { checkTester } from '../../mechanism/check-tester.ts';
import { logsRecorded } from './recording.check.ts';

checkTester(logsRecorded, {
  pass: [
    {
      name: 'journald alone',
      platform: 'linux',
      fact: { running: ['systemd-journald.service'], stopped: ['rsyslog.service'] },
      says: 'systemd-journald',
    },
    { name: 'the event log', platform: 'windows', fact: { running: ['EventLog'], stopped: [] }, says: 'EventLog' },
    { name: 'logd', platform: 'macos', fact: { running: ['logd'], stopped: [] } },
  ],
  fail: [
    { name: 'the event log stands still', platform: 'windows', fact: { running: [], stopped: ['EventLog'] }, says: 'EventLog' },
    { name: 'both stand still', platform: 'linux', fact: { running: [], stopped: ['rsyslog.service', 'systemd-journald.service'] } },
  ],
  unknown: [{ name: 'none is known (a container)', platform: 'linux', fact: { running: [], stopped: [] } }],
});
