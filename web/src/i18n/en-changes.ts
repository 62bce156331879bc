import type { Same } from './index.ts';
import type { jaChanges } from './ja-changes.ts';

export const enChanges: Same<typeof jaChanges> = {
  changes: {
    measured: 'Measured differences',
    measuredLead: 'What agents measured on its devices during the work. It is tied to this case as an approved change.',
    what: 'What',
    device: 'Device',
    when: 'When',
    noDevice: 'The case names no device, so nothing is measured.',
    nothingYet: 'Nothing was measured yet. Devices tell of their lists about once an hour.',
    more: 'Show the other {{count}}',
    sameVersion: 'The machine in operation has what was tested: {{production}}.',
    otherVersion: 'The machine in operation has {{production}}, the test machine {{testMachine}}: they differ.',
    unexplained: '{{count}} differences on its devices belong to no change.',
    unexplained_one: 'One difference on its devices belongs to no change.',
    seeUnexplained: 'See what waits for a reason',
  },
};
