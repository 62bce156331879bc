/** Words of what stands beside a change on the page of its case. */
export const jaChanges = {
  changes: {
    measured: '測定された違い',
    measuredLead: '作業の間に、エージェントが対象の端末で測った違いです。承認された変更に当たるものとして、この案件に結び付いています。',
    what: '違い',
    device: '端末',
    when: '起きた時間',
    noDevice: 'この案件には対象の端末がないため、測定はありません。',
    nothingYet: '測定された違いはまだありません。端末からの報告は、およそ1時間ごとに届きます。',
    more: '残り{{count}}件も表示する',
    sameVersion: '運用機は、試験機と同じ{{production}}です。',
    otherVersion: '運用機は{{production}}、試験機は{{testMachine}}で、版が違います。',
    otherVersions: '試験機は{{testMachine}}、運用機は{{production}}です。次の{{count}}台の版が違います: {{names}}',
    versionUntold: '次の{{count}}台は、適用の後にまだ版を報告していません: {{names}}',
    testMachineUntold: '試験機の版が分からないため、比べられません。',
    unchanged: '対象の端末{{all}}台のうち、次の{{count}}台では違いがまだ測定されていません: {{names}}',
    andMore: ' ほか{{count}}台',
    unexplained: '同じ端末に、どの変更にも当たらない違いが{{count}}件あります。',
    seeUnexplained: '理由を待つ変更を見る',
  },
};
