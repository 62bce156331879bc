/**
 * Programs that run with another's rights because the distribution ships them so: what Debian, Ubuntu and the RHEL family
 * put into /usr/bin and /usr/sbin with set-user-ID or set-group-ID, links to such a file included. A name stands here only
 * if a package of the distribution itself owns it; anything else is the company's own decision.
 */
const shadowAndLogin = 'chage chfn chsh expiry gpasswd newgidmap newgrp newuidmap passwd sg su unix_chkpwd pam_extrausers_chkpwd';
const sudoers = 'doas pkexec sudo sudoedit ksu userhelper usernetctl pam_timestamp_check';
const mounting =
  'mount umount fusermount fusermount3 mount.nfs mount.nfs4 umount.nfs umount.nfs4 mount.cifs mount.ecryptfs_private ntfs-3g';
const messages =
  'wall write write.ul write.util-linux bsd-write mail-lock mail-touchlock mail-unlock dotlockfile mutt_dotlock procmail lockfile';
const mail = 'exim exim4 mailq newaliases postdrop postqueue postlog rmail rsmtp runq sendmail sendmail.sendmail';
const planning = 'at atq atrm batch crontab';
const network = 'ping ping4 ping6 traceroute6.iputils mtr-packet pppd arping dumpcap';
const others = 'ssh-agent locate mlocate plocate screen grub2-set-bootflag staprun suexec cgclassify cgexec lockdev netreport vlock-main';

const names = new Set([shadowAndLogin, sudoers, mounting, messages, mail, planning, network, others].flatMap((list) => list.split(' ')));
const folders = ['/usr/bin/', '/usr/sbin/', '/bin/', '/sbin/'];

/** Whether the distribution itself ships the program so. */
export const isShipped = (path: string): boolean =>
  folders.some((folder) => path.startsWith(folder) && names.has(path.slice(folder.length)));
