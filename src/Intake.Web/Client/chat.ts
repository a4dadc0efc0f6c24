// The conversation at /; loaded by that page alone.
import { ChatPage } from './chat/page';
import { fitVisible, openLinksOutside } from './chat/window';

const chat = document.querySelector<HTMLElement>('#chat');
fitVisible();
openLinksOutside();
if (chat) new ChatPage(chat).open();
