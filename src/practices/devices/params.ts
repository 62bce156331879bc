/** Defined beside both folders that read it: the list of phones stands here, that of virus protection in `malware`. */
export { consoleListMaxDays } from '../console-list.ts';
