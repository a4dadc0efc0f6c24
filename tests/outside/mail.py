"""A mail server and a mail program that nobody here wrote: aiosmtpd and Python's own email package.

serve FOLDER   takes mail by SMTP into a Maildir, prints its port, and ends with its standard input
write          writes a letter with a photo and a name in GB18030 to standard output
read FILE      prints the headers and the words of a mail as JSON
"""
import asyncio
import email
import email.charset
import email.header
import email.policy
import json
import sys
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText


async def serve(folder):
    from aiosmtpd.handlers import Mailbox
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    mailbox = Mailbox(folder)
    server = await loop.create_server(lambda: SMTP(mailbox, hostname="outside"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def write(sender, receiver, subject, words):
    email.charset.add_charset("gb18030", email.charset.BASE64, email.charset.BASE64, "gb18030")
    letter = MIMEMultipart()
    letter["From"] = email.header.Header("王兰", "gb18030").encode() + f" <{sender}>"
    letter["To"] = receiver
    letter["Subject"] = email.header.Header(subject, "gb18030")
    letter["Message-ID"] = "<outside@example.org>"
    letter.attach(MIMEText(words, "plain", "gb18030"))
    photo = MIMEImage(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(100), "jpeg")
    photo.add_header("Content-Disposition", "attachment", filename=("utf-8", "", "三号门的灯.jpg"))
    letter.attach(photo)
    sys.stdout.buffer.write(letter.as_bytes())


def read(file):
    with open(file, "rb") as content:
        letter = email.message_from_binary_file(content, policy=email.policy.default)
    headers = {name: str(value) for name, value in letter.items()}
    defects = [type(defect).__name__ for part in letter.walk() for defect in part.defects]
    defects += [type(defect).__name__ for value in letter.values() for defect in value.defects]
    print(json.dumps({"headers": headers, "text": letter.get_body(("plain",)).get_content(), "defects": defects}))


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    if verb == "serve":
        asyncio.run(serve(*rest))
    elif verb == "write":
        write(*rest)
    else:
        read(*rest)
