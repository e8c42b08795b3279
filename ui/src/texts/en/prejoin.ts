/** The page before joining, and the one where a code is typed. */
export default {
  "prejoin.door": "Join a meeting",
  "prejoin.door_words": "Paste the link that the host sent you, or type its code.",
  "prejoin.door_field": "Meeting link or code",
  "prejoin.door_go": "Continue",
  "prejoin.door_wrong": "That is not a meeting link or code. A code looks like abc-defg-hij.",

  "prejoin.preview": "Preview",
  "prejoin.camera_starting": "Starting your camera…",
  "prejoin.camera_off": "Your camera is off",
  "prejoin.name": "Your name",
  "prejoin.name_missing": "Type your name first, so that the others know who you are.",
  "prejoin.ask": "Ask to join",
  "prejoin.at_once": "Join at once next time",
  "prejoin.at_once_hint": "Without this preview, with camera and microphone as you left them.",
  "prejoin.guarded": "The host lets people in one by one.",
  "prejoin.nobody_inside": "Nobody is inside yet",
  "prejoin.inside": "{count, plural, one {{names} is inside} other {{names} are inside}}",
  "prejoin.joining": "Joining…",
  "prejoin.slow":
    "This takes longer than usual. The host’s computer may be busy, asleep or offline.",

  "prejoin.microphone_level": "Microphone level",
  "prejoin.unheard":
    "We can’t hear you. Say something; if this stays, choose another microphone or switch it on at its side.",
  "prejoin.speaker_test": "Test speaker",
  "prejoin.speaker_level": "Speaker level",
  "prejoin.speaker_playing": "Playing three notes. Nothing to hear? Choose another speaker.",
  "prejoin.speaker_failed": "This speaker can’t be used. Choose another one.",
  "prejoin.blur": "Blur background",
  "prejoin.blur_failed":
    "Your background could not be blurred, so your camera stays off in the call. Switch the blur off to be seen as you are.",
  "prejoin.blur_slow":
    "The blur works, but slowly: this browser uses no graphics acceleration. Switch it off if everything becomes slow.",
  "prejoin.blur_unable": "This browser can’t blur your background.",
  "prejoin.camera_instead":
    "The camera you chose is not there, so another one is used. Plug it in, and it is taken again.",
  "prejoin.microphone_instead":
    "The microphone you chose is not there, so another one is used. Plug it in, and it is taken again.",
  "prejoin.speaker_instead":
    "The speaker you chose is not there, so another one is used. Plug it in, and it is taken again.",
  "prejoin.allow_chromium":
    "To allow it: press the icon beside the address, and switch camera and microphone on.",
  "prejoin.allow_firefox":
    "To allow it: press the crossed-out camera or microphone beside the address, and remove the block.",
  "prejoin.allow_safari":
    "To allow it: open Safari’s menu, then “Settings for This Website”, and allow camera and microphone.",

  "prejoin.camera_insecure":
    "Browsers give a page the camera only over a secure connection. Ask the host for a link that starts with https; you can join without it.",
  "prejoin.why_insecure": "What can be done?",
  "prejoin.camera_denied":
    "This page may not use your camera. Allow it in the address bar, then press Camera again; you can join without it.",
  "prejoin.camera_denied_by_system":
    "Your system keeps the camera from this browser. Allow it in the system’s privacy settings; you can join without it.",
  "prejoin.camera_missing": "No camera was found. Plug one in, or join without it.",
  "prejoin.camera_busy":
    "Your camera is used by another program. Close it there, or choose another one.",
  "prejoin.camera_unplugged": "Your camera was unplugged. Plug it in again, or choose another one.",
  "prejoin.camera_failed":
    "Your camera did not start. Try again, choose another one, or join without it.",
  "prejoin.microphone_insecure":
    "Browsers give a page the microphone only over a secure connection. Ask the host for a link that starts with https; you can join without it.",
  "prejoin.microphone_denied":
    "This page may not use your microphone. Allow it in the address bar, then press Microphone again; you can join without it.",
  "prejoin.microphone_denied_by_system":
    "Your system keeps the microphone from this browser. Allow it in the system’s privacy settings; you can join without it.",
  "prejoin.microphone_missing": "No microphone was found. Plug one in, or join without it.",
  "prejoin.microphone_busy":
    "Your microphone is used by another program. Close it there, or choose another one.",
  "prejoin.microphone_unplugged":
    "Your microphone was unplugged. Plug it in again, or choose another one.",
  "prejoin.microphone_failed":
    "Your microphone did not start. Try again, choose another one, or join without it.",
  "prejoin.both_insecure":
    "Browsers give a page the camera and microphone only over a secure connection. Ask the host for a link that starts with https; you can join to watch and listen.",
  "prejoin.both_denied":
    "This page may not use your camera and microphone. Allow them in the address bar, then press Camera or Microphone again; you can join without them.",
  "prejoin.both_denied_by_system":
    "Your system keeps the camera and microphone from this browser. Allow them in the system’s privacy settings; you can join without them.",
  "prejoin.both_missing":
    "No camera and no microphone were found. Plug them in, or join to watch and listen.",
} as const;
