import type { Same } from './index.ts';
import type { jaClocks } from './ja-clocks.ts';

/** Words of the pages about clocks. */
export const enClocks: Same<typeof jaClocks> = {
  clocks: {
    title: 'Clocks',
    lead: 'How far each device’s clock is from this server’s, measured at every question to the device. It is not the device’s own word.',
    reference: 'This server’s own clock',
    referenceLead: 'The named time servers are asked every hour to see whether this server’s own clock is right. The clock is never set.',
    unproven:
      'It is not proven that this server’s own clock is right. The table below is relative to it: look at this server’s clock first.',
    askNow: 'Check now',
    asking: 'Checking…',
    toValues: 'Name time servers',
    server: 'Time server',
    offset: 'Offset',
    serverOffset: 'Offset of this server',
    bound: '±{{ms}}',
    delay: 'Round trip',
    stratum: 'Stratum',
    asked: 'Asked',
    ms: '{{ms}} ms',
    refused: {
      unreachable: 'cannot be reached',
      timeout: 'no answer within 2 seconds',
      malformed: 'the answer is not NTP',
      foreign: 'not an answer to this question',
      unsynchronised: 'its own clock is not synchronised',
      'kiss-of-death': 'it refuses to be asked',
      implausible: 'the times in its answer are out of order',
    },
    devices: 'Clocks of the devices',
    sums: 'Limit {{limit}} ms: {{over}} over, {{within}} within, {{coarse}} too coarse to tell, {{unmeasured}} not measured',
    device: 'Device',
    state: 'Verdict',
    states: { within: 'Within', over: 'Over', coarse: 'Too coarse' },
    trend: '30 days',
    trendOf: '30 days of {{name}}: least {{min}} ms, greatest {{max}} ms',
    noTrend: 'No record yet',
    source: 'Time source',
    sourceUnseen: 'Not visible',
    sourceNote:
      'The source can be read from Windows set by hand and from Linux with /etc/chrony.conf or /etc/ntp.conf. A device’s stratum cannot be read with stock osquery.',
    observed: 'Last measured',
    search: 'Name or serial number',
    searchLabel: 'Search devices',
    none: 'No device matches.',
    empty: 'No clock has been measured yet',
    emptyBody: 'Devices with an agent appear within minutes.',
  },
};
