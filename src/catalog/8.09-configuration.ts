import { change } from '../practices/changes/change.case.ts';
import { baselineCheck } from '../practices/configuration/baseline.check.ts';
import { configurationDrift } from '../practices/configuration/drift.duty.ts';
import { changeExplanationDays, clientChangesExplained, serverChangesExplained } from '../practices/configuration/drift-params.ts';
import { configurationItemsRegister } from '../practices/configuration/items.register.ts';
import { watchedConfigFiles } from '../practices/configuration/params.ts';
import { unexplainedChangesCheck } from '../practices/configuration/unexplained-changes.check.ts';
import { devicesRegister } from '../practices/devices/devices.register.ts';
import { configurationCollecting } from '../practices/inventory/collecting.tool.ts';
import { agentVersionsBehindMax, liveSilenceMinutes, settingsSilenceMinutes } from '../practices/inventory/params.ts';
import { networkDiagramsRegister } from '../practices/network/diagrams.register.ts';
import { unknownDeviceGraceDays } from '../practices/network/params.ts';
import { unknownMachinesCheck } from '../practices/network/unknown-machines.check.ts';
import { defineControl } from './control.ts';

export const configuration = defineControl({
  id: '8.9',
  title: { ja: '構成管理', en: 'Configuration management' },
  purpose: {
    ja: '何がどうつながり、どんな設定で動いているかを把握し、知らない機器や無断の変更を残さない。',
    en: 'To know what there is, how it hangs together and how it is set, so that no unknown device or unauthorised change remains.',
  },
  params: [
    unknownDeviceGraceDays,
    liveSilenceMinutes,
    settingsSilenceMinutes,
    agentVersionsBehindMax,
    watchedConfigFiles,
    serverChangesExplained,
    clientChangesExplained,
    changeExplanationDays,
  ],
  clauses: [
    {
      id: '8.9.p',
      type: 'para',
      text: {
        ja: '情報システム管理者は、台帳及び管理ツールを用いて、ハードウェア、ソフトウェア、ネットワーク機器、構成ファイルなど、情報システムを構成するすべての要素とその相互の関係を把握する。台帳にない機器を見つけたときは、{unknownDeviceGraceDays}以内に、台帳に登録するかネットワークから切り離す。',
        en: 'Using registers and management tools, the information system administrator knows every element that the information systems are made of, such as hardware, software, network devices and configuration files, and how they relate to one another. A device that is not in the register is either registered or taken off the network within {unknownDeviceGraceDays} of being found.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.20.a', why: { ja: 'ネットワーク図と装置の構成', en: 'network diagram and device configurations' } },
        { to: '8.8.a', why: { ja: '脆弱性情報との照合のもと', en: 'what vulnerability news is matched with' } },
        { to: '8.19.c', why: { ja: '導入済みソフトウェア', en: 'installed software' } },
      ],
      mechanisms: [configurationItemsRegister, devicesRegister, unknownMachinesCheck, configurationCollecting, networkDiagramsRegister],
    },
    {
      id: '8.9.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、構成要素が必要なセキュリティ設定のもとで動作し、無許可の変更や誤った変更が加えられない状態を保つことが望ましい。機器からの報告が途絶え、稼働状況については{liveSilenceMinutes}、設定については{settingsSilenceMinutes}を過ぎたときは、設定が守られているとみなさず「不明」として扱うことが望ましい。設定を報告するエージェントは、最新の版から{agentVersionsBehindMax}を超えて遅れないように入れ替えることが望ましい。変更を見張る構成ファイルは、次のとおりとする:{watchedConfigFiles}。承認された変更に当たらない変更を見つけたときは、サーバでは{serverChangesExplained}、PCでは{clientChangesExplained}について、{changeExplanationDays}以内にその理由を記録することが望ましい。',
        en: 'The information system administrator should see to it that every element runs with the security settings required and that no unauthorised or mistaken change is made to it. When a device has been silent for {liveSilenceMinutes} about what is running, or for {settingsSilenceMinutes} about its settings, its state should be treated as unknown, not as compliant. The agents that report the settings should be replaced before they fall more than {agentVersionsBehindMax} behind the newest. Configuration files watched for changes: {watchedConfigFiles}. Where a change is seen that no approval covers, its reason should be recorded within {changeExplanationDays}: on servers for {serverChangesExplained}, on PCs for {clientChangesExplained}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.32.a', why: { ja: '変更の記録がない設定のずれ', en: 'a drift without a record of change' } }],
      mechanisms: [baselineCheck, unexplainedChangesCheck, configurationDrift, change],
    },
  ],
});
