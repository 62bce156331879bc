/** Outside the folder of the MSI: its upgrade writes that one anew. */
export const windowsFolder = 'C:\\ProgramData\\Tejun';

const serviceKey = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\osqueryd';
const program = 'C:\\Program Files\\osquery\\osqueryd\\osqueryd.exe';

/** Checks its own files, installs the MSI that lies beside it, copies the files, and lets the service read them. Safe to run at each start. */
export const windowsInstall = `# Tejun: connects the official osquery to this company's server. Run as administrator; running it again does no harm.
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$target = '${windowsFolder}'
$program = '${program}'
# 1. Every file must be the one that was made.
foreach ($line in Get-Content -LiteralPath (Join-Path $here 'SHA256SUMS')) {
  $sum, $name = $line -split '  ', 2
  if ((Get-FileHash -Algorithm SHA256 -LiteralPath (Join-Path $here $name)).Hash -ne $sum) { throw "$name は作られたときのものと違います。/ $name is not the file that was made." }
}
# 2. The official package, signed by its maker. A newer one beside this script replaces an older one.
$msi = Get-ChildItem -Path $here -Filter 'osquery-*.msi' | Sort-Object -Property { [version]($_.BaseName -replace '[^0-9.]', '') } | Select-Object -Last 1
$missing = -not (Test-Path -LiteralPath $program)
if ($missing -and ($null -eq $msi)) { throw '公式の osquery の MSI をこのスクリプトと同じフォルダに置いてください。/ Put the official osquery MSI beside this script.' }
$wanted = if ($null -eq $msi) { $null } else { [version]($msi.BaseName -replace '[^0-9.]', '') }
$present = if ($missing) { $null } else { [version]((Get-Item -LiteralPath $program).VersionInfo.FileVersion -replace '[^0-9.]', '') }
if ($missing -or (($null -ne $wanted) -and ($present -lt $wanted))) {
  if ((Get-AuthenticodeSignature -LiteralPath $msi.FullName).Status -ne 'Valid') { throw 'MSI の署名を確かめられません。/ The signature of the MSI is not valid.' }
  $done = Start-Process msiexec.exe -ArgumentList '/i', ('"' + $msi.FullName + '"'), '/qn', '/norestart' -Wait -PassThru
  if ($done.ExitCode -notin 0, 3010) { throw "msiexec ended with $($done.ExitCode)" }
}
# 3. Our folder: only the system and administrators may write and read it (SIDs: their names differ by language).
if (-not (Test-Path -LiteralPath $target)) { New-Item -ItemType Directory -Path $target | Out-Null }
icacls $target /setowner '*S-1-5-32-544' /T /C /Q | Out-Null
icacls $target /inheritance:r /grant:r '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
Stop-Service osqueryd -ErrorAction SilentlyContinue
Copy-Item "$here\\osquery.flags", "$here\\tejun-ca.pem", "$here\\tejun-secret", "$here\\bundle.json" -Destination $target -Force
icacls "$target\\tejun-secret" /inheritance:r /grant:r '*S-1-5-18:R' '*S-1-5-32-544:F' | Out-Null
# 4. The service reads our flags; an upgrade of the MSI sets it back, and the next run of this script sets it again.
if (-not (Get-Service osqueryd -ErrorAction SilentlyContinue)) { & $program --install --flagfile="$target\\osquery.flags" }
Set-ItemProperty -LiteralPath '${serviceKey}' -Name ImagePath -Value ('"' + $program + '" --flagfile="' + $target + '\\osquery.flags"')
Set-Service osqueryd -StartupType Automatic
Start-Service osqueryd
Write-Output 'osquery is connected to Tejun. / osquery を Tejun に接続しました。'
`;

/** Takes our files away and the agent with them. */
export const windowsUninstall = `# Tejun: takes the agent off this computer. Run as administrator. Afterwards retire the device in Tejun.
$ErrorActionPreference = 'Stop'
Stop-Service osqueryd -ErrorAction SilentlyContinue
$found = Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*' | Where-Object { $_.PSObject.Properties['DisplayName'] -and $_.DisplayName -eq 'osquery' } | Select-Object -First 1
if ($null -ne $found) { Start-Process msiexec.exe -ArgumentList '/x', $found.PSChildName, '/qn', '/norestart' -Wait }
if (Test-Path -LiteralPath '${windowsFolder}') { Remove-Item -LiteralPath '${windowsFolder}' -Recurse -Force }
Write-Output 'osquery was removed. / osquery を削除しました。'
`;

/** Says to Intune that this very bundle is in place: it prints a line and ends with 0, or prints nothing. */
export const windowsDetect = (version: number): string => `# Tejun: detection rule of Intune for bundle ${version}.
$ErrorActionPreference = 'SilentlyContinue'
$bundle = Get-Content -LiteralPath '${windowsFolder}\\bundle.json' -Raw | ConvertFrom-Json
$image = (Get-ItemProperty -LiteralPath '${serviceKey}').ImagePath
$running = (Get-Service osqueryd).Status -eq 'Running'
if (($bundle.version -eq ${version}) -and ($image -like '*ProgramData\\Tejun\\osquery.flags*') -and $running) { Write-Output 'Tejun bundle ${version}'; exit 0 }
exit 1
`;

export const windowsReadme = {
  ja: `グループポリシーで配る場合
  1. このフォルダの中身と公式の MSI を、コンピュータ アカウントだけが読める共有フォルダに置きます。
  2. 「コンピューターの構成 > ポリシー > Windows の設定 > スクリプト (スタートアップ/シャットダウン) > スタートアップ」の
     「PowerShell スクリプト」に、その install.ps1 を加えます。起動のたびに動き、設定が戻されていれば直します。
Microsoft Intune で配る場合
  1. Microsoft Win32 Content Prep Tool で、このフォルダ(MSI を含む)を .intunewin にします。
  2. アプリの種類: Windows アプリ (Win32)。インストールの動作: システム。
     インストール コマンド:   powershell.exe -NoProfile -ExecutionPolicy Bypass -File install.ps1
     アンインストール コマンド: powershell.exe -NoProfile -ExecutionPolicy Bypass -File uninstall.ps1
     検出規則: カスタム検出スクリプト detect.ps1
設定は ${windowsFolder} に置かれ、MSI を更新しても消えません。更新のあとは install.ps1 をもう一度動かしてください。`,
  en: `By Group Policy
  1. Put these files and the official MSI into a share that only computer accounts may read.
  2. Add its install.ps1 under Computer Configuration > Policies > Windows Settings > Scripts (Startup/Shutdown) > Startup >
     PowerShell Scripts. It runs at each start and puts right what was set back.
By Microsoft Intune
  1. Make an .intunewin of this folder (with the MSI) by the Microsoft Win32 Content Prep Tool.
  2. App type: Windows app (Win32). Install behaviour: System.
     Install command:   powershell.exe -NoProfile -ExecutionPolicy Bypass -File install.ps1
     Uninstall command: powershell.exe -NoProfile -ExecutionPolicy Bypass -File uninstall.ps1
     Detection rule: custom detection script detect.ps1
The settings lie in ${windowsFolder} and survive an upgrade of the MSI. Run install.ps1 once more after one.`,
} as const;
