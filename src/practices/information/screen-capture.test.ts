import { checkTester } from '../../mechanism/check-tester.ts';
import { screenCaptureSettings } from './screen-capture.check.ts';

const names = ['Snipping Tool', 'Recall', 'Game Bar'];
const windows = (...blocked: (boolean | null)[]) => ({
  readable: true,
  settings: names.map((name, index) => ({ name, blocked: blocked[index] ?? null })),
});
const mac = (blocked: boolean | null) => ({ readable: true, settings: [{ name: 'allowScreenShot', blocked }] });
const params = { screenCaptureBlocked: true };

checkTester(screenCaptureSettings, {
  pass: [
    { name: 'not required', platform: 'windows', fact: windows() },
    { name: 'all three are blocked', platform: 'windows', params, fact: windows(true, true, true), says: 'Recall' },
    { name: 'the profile forbids it', platform: 'macos', params, fact: mac(true) },
  ],
  fail: [
    { name: 'one is not set', platform: 'windows', params, fact: windows(true, null, true), says: 'Recall' },
    { name: 'one is allowed', platform: 'windows', params, fact: windows(true, true, false), says: 'Game Bar' },
    { name: 'no profile', platform: 'macos', params, fact: mac(null) },
  ],
  unknown: [
    { name: 'the policies cannot be read', platform: 'windows', params, fact: { ...windows(), readable: false } },
    { name: 'no setting is known', platform: 'macos', params, fact: { readable: true, settings: [] } },
  ],
});
