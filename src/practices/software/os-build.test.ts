import { checkTester } from '../../mechanism/check-tester.ts';
import { osBuildCurrent } from './os-build.check.ts';

const windows = (...numbers: number[]) => ({ name: 'Microsoft Windows 11 Pro', numbers });
const mac = (...numbers: number[]) => ({ name: 'macOS', numbers });
const params = { oldestOsBuilds: ['26100.7171', '19045.6575', '15.7.2', '26.1'] };

checkTester(osBuildCurrent, {
  pass: [
    { name: 'the very revision', platform: 'windows', params, fact: windows(26100, 7171), says: '26100.7171' },
    { name: 'a later revision of an older line', platform: 'windows', params, fact: windows(19045, 6600) },
    { name: 'a version without a third number', platform: 'macos', params, fact: mac(26, 1), says: '26.1' },
    { name: 'a later patch', platform: 'macos', params, fact: mac(15, 7, 3) },
  ],
  fail: [
    { name: 'one revision too old', platform: 'windows', params, fact: windows(26100, 7170), says: '26100.7170' },
    { name: 'older than every line listed', platform: 'windows', params, fact: windows(18363, 9999) },
    { name: 'an older macOS', platform: 'macos', params, fact: mac(15, 7) },
    {
      name: 'the strictest of two entries for a line counts',
      platform: 'windows',
      params: { oldestOsBuilds: ['26100.1', '26100.9'] },
      fact: windows(26100, 5),
    },
  ],
  unknown: [
    { name: 'nothing is listed', platform: 'windows', params: { oldestOsBuilds: [] }, fact: windows(26100, 1) },
    { name: 'only macOS is listed', platform: 'windows', params: { oldestOsBuilds: ['15.7.2'] }, fact: windows(26100, 1) },
    { name: 'a newer line that is not listed', platform: 'windows', params, fact: windows(26200, 1), says: '26200.1' },
    { name: 'the revision is not told', platform: 'windows', params, fact: { name: 'Windows', numbers: null } },
  ],
});
