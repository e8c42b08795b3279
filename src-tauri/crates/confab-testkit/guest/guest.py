"""Guests that really join: one line of JSON in per command, one out per thing that happened.

Each guest is a LiveKit client of its own with its own peer connections. It may publish a small
moving picture and a tone, and counts what it gets of the others.
"""

import asyncio
import json
import math
import sys
import time

from livekit import rtc

SMALL, RATE = {"width": 160, "height": 90, "fps": 10}, 48000
# Of 32767; the tone that guests publish has 8000.
AUDIBLE = 1000


def say(guest, event, **more):
    print(json.dumps({"guest": guest, "event": event, **more}), flush=True)


class Guest:
    def __init__(self, number):
        self.number = number
        self.room = rtc.Room()
        self.tasks = set()
        self.tracks = {}

    def keep(self, coroutine):
        task = asyncio.ensure_future(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def connect(self, url, token, publish, size):
        room, number = self.room, self.number
        room.on("participant_connected", lambda p: say(number, "participant_connected", identity=p.identity, name=p.name))
        room.on("participant_disconnected", lambda p: say(number, "participant_disconnected", identity=p.identity))
        room.on("reconnecting", lambda: say(number, "reconnecting"))
        room.on("reconnected", lambda: say(number, "reconnected"))
        room.on("disconnected", lambda reason: say(number, "disconnected", reason=rtc.DisconnectReason.Name(reason)))
        room.on("track_muted", lambda p, pub: say(number, "track_muted", identity=p.identity, source=rtc.TrackSource.Name(pub.source)))
        room.on("track_unmuted", lambda p, pub: say(number, "track_unmuted", identity=p.identity, source=rtc.TrackSource.Name(pub.source)))
        room.on("track_subscribed", self.subscribed)
        room.on("data_received", lambda packet: say(number, "data", text=packet.data.decode()))
        try:
            await room.connect(url, token, rtc.RoomOptions(connect_timeout=8))
        except Exception as error:  # whatever the SDK raises is the news
            say(number, "refused", message=str(error))
            return
        me = room.local_participant
        say(number, "connected", identity=me.identity, sid=me.sid, name=me.name)
        for what in publish:
            kind, _, source = what.partition(":")
            try:
                await self.publish(what, kind, source or {"video": "camera", "audio": "microphone"}[kind], size)
            except Exception as error:  # whatever the SDK raises is the news
                say(number, "unpublished", kind=what, message=str(error))

    async def publish(self, what, kind, declared, size):
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.Value("SOURCE_" + declared.upper().replace("SCREEN_SHARE", "SCREENSHARE")), simulcast=False)
        if kind == "video":
            source = rtc.VideoSource(size["width"], size["height"])
            track = rtc.LocalVideoTrack.create_video_track("camera", source)
            media = self.picture(source, **size)
        else:
            source = rtc.AudioSource(RATE, 1)
            track = rtc.LocalAudioTrack.create_audio_track("microphone", source)
            media = self.tone(source)
        publication = await self.room.local_participant.publish_track(track, options)
        self.tracks[what] = track
        self.keep(media)
        say(self.number, "published", kind=what, track=publication.sid)

    def subscribed(self, track, publication, participant):
        kind = "video" if track.kind == rtc.TrackKind.KIND_VIDEO else "audio"
        say(self.number, "track_subscribed", identity=participant.identity, kind=kind)
        self.keep(self.count(track, kind, participant.identity))

    async def count(self, track, kind, identity):
        frames, sounded = 0, [-math.inf]
        stream = rtc.VideoStream(track) if kind == "video" else rtc.AudioStream(track)
        if kind == "audio":
            self.keep(self.sound(track.sid, identity, sounded))
        async for event in stream:
            frames += 1
            if frames == 1 or frames % 10 == 0:
                say(self.number, "frames", identity=identity, kind=kind, frames=frames)
            if kind == "audio" and max(event.frame.data) > AUDIBLE:
                sounded[0] = time.monotonic()

    async def sound(self, track, identity, sounded):
        """Says when a track begins and ceases to be heard. A muted one sends no frames at all."""
        loud = False
        while True:
            if loud != (time.monotonic() - sounded[0] < 0.5):
                loud = not loud
                say(self.number, "sound", identity=identity, track=track, loud=loud)
            await asyncio.sleep(0.05)

    async def picture(self, source, width, height, fps):
        shade = 0
        while True:
            shade = (shade + 16) % 256
            pixels = bytes([shade, 255 - shade, 128, 255]) * (width * height)
            source.capture_frame(rtc.VideoFrame(width, height, rtc.VideoBufferType.RGBA, pixels))
            await asyncio.sleep(1 / fps)

    async def tone(self, source):
        samples = RATE // 100
        wave = b"".join(
            int(8000 * math.sin(2 * math.pi * 440 * n / RATE)).to_bytes(2, "little", signed=True) for n in range(samples)
        )
        while True:
            await source.capture_frame(rtc.AudioFrame(wave, RATE, 1, samples))

    async def leave(self):
        for task in list(self.tasks):
            task.cancel()
        await self.room.disconnect()
        say(self.number, "gone")

    async def send(self, text):
        try:
            await self.room.local_participant.publish_data(text)
        except Exception as error:  # whatever the SDK raises is the news
            say(self.number, "unsent", message=str(error))

    def mute(self, kind, muted):
        track = self.tracks[kind]
        track.mute() if muted else track.unmute()


async def main():
    guests = {}
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    say(0, "listening")
    running = set()
    while line := await reader.readline():
        command = json.loads(line)
        number = command["guest"]
        if command["do"] == "connect":
            guests[number] = Guest(number)
            task = asyncio.ensure_future(guests[number].connect(command["url"], command["token"], command["publish"], command.get("size", SMALL)))
        elif command["do"] == "mute":
            guests[number].mute(command["kind"], command["muted"])
            continue
        elif command["do"] == "send":
            task = asyncio.ensure_future(guests[number].send(command["text"]))
        else:
            task = asyncio.ensure_future(guests.pop(number).leave())
        running.add(task)
        task.add_done_callback(running.discard)


asyncio.run(main())
