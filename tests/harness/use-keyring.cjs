/* Loaded into main after Playwright's own loader, which switches every keystore off; the last switch counts. */
require('electron').app.commandLine.appendSwitch('password-store', 'gnome-libsecret')
