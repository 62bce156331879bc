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
    otherVersions: 'The test machine has {{testMachine}}, operation {{production}}. {{count}} devices have another version: {{names}}',
    otherVersions_one: 'The test machine has {{testMachine}}, operation {{production}}. One device has another version: {{names}}',
    versionUntold: '{{count}} devices did not tell their version since it was applied: {{names}}',
    versionUntold_one: 'One device did not tell its version since it was applied: {{names}}',
    testMachineUntold: 'The version of the test machine is not known, so nothing can be compared.',
    unchanged: 'On {{count}} of its {{all}} devices nothing was measured so far: {{names}}',
    andMore: ' and {{count}} more',
    unexplained: '{{count}} differences on its devices belong to no change.',
    unexplained_one: 'One difference on its devices belongs to no change.',
    seeUnexplained: 'See what waits for a reason',
  },
};
