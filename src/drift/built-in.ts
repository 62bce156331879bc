import { type Words, words } from '../base/text.ts';
import type { NoiseRule } from './noise.ts';

/** A rule that comes with Tejun: few, each for something that a maker's own update does by itself. A person may end each. */
export interface BuiltInRule extends Omit<NoiseRule, 'id'> {
  readonly builtin: string;
  readonly why: Words;
}

const anywhere = { deviceClass: null, window: null, until: null } as const;

export const builtInRules: readonly BuiltInRule[] = [
  ...['WinDefend', 'WdNisSvc', 'MDCoreSvc'].map(
    (pattern): BuiltInRule => ({
      ...anywhere,
      builtin: `defender-platform-${pattern}`,
      collection: 'services',
      pattern,
      attribute: 'path',
      platform: 'windows',
      why: words(
        'Microsoft Defenderの本体の更新のたびに、サービスの場所に入る版の番号だけが変わるため。',
        'Each update of Microsoft Defender’s platform changes nothing but the version within the path of its services.',
      ),
    }),
  ),
  {
    ...anywhere,
    builtin: 'google-updater-service',
    collection: 'services',
    pattern: 'GoogleUpdater*Service*',
    attribute: null,
    platform: 'windows',
    why: words(
      'Google Chromeの更新の仕組みが、版の番号の入った名前のサービスを自分で入れ替えるため。',
      'The updater of Google Chrome replaces its own services, whose names hold their version.',
    ),
  },
  {
    ...anywhere,
    builtin: 'google-updater-task',
    collection: 'startup-items',
    pattern: '*GoogleUpdaterTask*',
    attribute: null,
    platform: 'windows',
    why: words(
      'Google Chromeの更新の仕組みが、版の番号の入った名前のタスクを自分で入れ替えるため。',
      'The updater of Google Chrome replaces its own tasks, whose names hold their version.',
    ),
  },
  {
    ...anywhere,
    builtin: 'onedrive-updater',
    collection: 'services',
    pattern: 'OneDrive Updater Service',
    attribute: 'path',
    platform: 'windows',
    why: words(
      'OneDriveの自動更新のたびに、サービスの場所に入る版の番号だけが変わるため。',
      'Each automatic update of OneDrive changes nothing but the version within the path of its service.',
    ),
  },
];
