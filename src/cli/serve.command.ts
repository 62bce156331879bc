import { type Command, exitCodes, Stop } from './command.ts';

/** The starter `bin/tejun.mjs` runs the server itself; here stands its page of help. */
export const serve: Command = {
  path: ['serve'],
  says: { ja: 'サーバを起動する(npm start と同じ)', en: 'start the server (the same as npm start)' },
  words: [],
  options: {},
  more: {
    ja: '画面は http://127.0.0.1:8034、エージェントの受け口は 8035 番ポート。Ctrl-C か SIGTERM で、サーバ・エージェント・データベースを順に止めます。\n環境変数: PORT、AGENT_PORT、HOST、TEJUN_HOME、DATABASE_URL、TEJUN_LOCAL_AGENT=off など。',
    en: 'The screens are at http://127.0.0.1:8034, agents connect to port 8035. Ctrl-C or SIGTERM stops server, agent and database in order.\nEnvironment: PORT, AGENT_PORT, HOST, TEJUN_HOME, DATABASE_URL, TEJUN_LOCAL_AGENT=off and others.',
  },
  examples: [
    { line: 'npx tejun serve', says: { ja: 'ここで起動する', en: 'start it here' } },
    { line: 'TEJUN_HOME=/srv/tejun npx tejun serve', says: { ja: 'データの場所を決めて起動する', en: 'with its data in another folder' } },
  ],
  run: async () => {
    throw new Stop(
      exitCodes.usage,
      { ja: 'サーバは npx tejun serve か npm start で起動します。', en: 'The server is started by npx tejun serve or npm start.' },
      { ja: 'npm start を実行してください。', en: 'Run npm start.' },
    );
  },
};
