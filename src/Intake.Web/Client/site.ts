// What every page shares. Everything works without it; it makes the work quicker.
import 'htmx.org';
import { walkArticles } from './site/articles';
import { askBeforeSubmitting } from './site/confirm';
import { followCounts } from './site/counts';
import { guardForms } from './site/forms';
import { offerPrinting } from './site/print';
import { takeSelections } from './site/masks';
import { watchRequests } from './site/requests';
import { listenForShortcuts } from './site/shortcuts';
import { countTicks } from './site/ticks';
import { showToasts } from './site/toasts';

askBeforeSubmitting();
guardForms();
walkArticles();
watchRequests();
listenForShortcuts();
showToasts();
followCounts();
offerPrinting();
takeSelections();
countTicks();
