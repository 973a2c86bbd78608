import type { Thread } from "../../src/forum/thread.ts";
import { threadOf } from "./small-forum.ts";

/** Questions that nobody asked, by what they are about, in three departments; "Back Pain" is a matter of two. */
const QUESTIONS: readonly [department: string, about: string, questions: readonly string[]][] = [
  ["Orthopedics", "tennis elbow", [
    "My tennis elbow flares whenever I lift the kettle. Is a brace worth wearing for tennis elbow?",
    "Does tennis elbow go away if I only rest the arm, or do I need exercises for the forearm?",
    "I paint fences and was told this is tennis elbow. How long until I can grip a brush again?",
    "Would an injection help tennis elbow that has lasted all spring on the outside of my arm?",
    "Tennis elbow in both arms since I began to row. Should I change my grip?",
    "Can tennis elbow come from typing? The outside of my elbow burns after a day at the desk.",
    "What stretches do you suggest for tennis elbow in a left-handed baker who kneads dough?",
    "The tennis elbow came back after two quiet years. Is shock wave treatment sensible now?",
  ]],
  ["Orthopedics", "knee replacement", [
    "How soon after a knee replacement may I kneel in the allotment again?",
    "My knee replacement clicks when I climb stairs. Is the clicking of a new joint normal?",
    "Is a knee replacement wise at fifty, or will the joint wear out and need a second one?",
    "Six weeks after knee replacement I can bend the leg to ninety degrees only. Is that too little?",
    "Which exercises should I do before a knee replacement so that I walk sooner afterwards?",
    "Can I ride a bicycle after knee replacement, and from which week on?",
    "My father fears the anaesthetic for his knee replacement. Can the operation be done with the spine numbed?",
    "The scar of my knee replacement is warm and tight in the evening. When should the surgeon see it?",
  ]],
  ["Orthopedics", "back pain", [
    "Back pain after digging the garden: should I lie still or keep moving?",
    "My back pain is worst in the morning and eases once I walk. Do I need a scan of the spine?",
    "I carry parcels all day and have low back pain every evening. Would a belt help?",
    "Does a firm mattress help back pain, or is that an old tale?",
    "Since I fell on ice I have back pain that runs into the buttock. Is it a disc?",
    "Can back pain come from a leg that is shorter than the other?",
    "The back pain started when I lifted my grandson. How long before I may lift again?",
    "Is surgery ever the answer to back pain that has lasted two years?",
  ]],
  ["Rehabilitation", "back pain", [
    "Which gym exercises are safe with back pain when I sit at a desk all week?",
    "My therapist gave me planks for back pain, but they hurt. Shall I go on?",
    "Is swimming or walking better training for back pain in the lower spine?",
    "How many weeks of physiotherapy does it take until back pain gets better?",
    "Heat or ice for back pain after the exercise class?",
    "Could pilates make my back pain worse if I do it from videos alone?",
    "I want to run again despite back pain. How should I build up the training?",
    "Does posture training really change back pain, or only how I look at my desk?",
  ]],
  ["Rehabilitation", "stroke recovery", [
    "Stroke recovery after three months: can the hand still learn to hold a spoon?",
    "What can a family do at home for stroke recovery when speech is slow?",
    "Is tiredness part of stroke recovery, or should the doctor look for something else?",
    "How often should my mother train the weak leg in stroke recovery?",
    "Does stroke recovery stop after a year, or do small gains go on?",
    "Are there games for stroke recovery that train an arm which drifts?",
    "In stroke recovery my husband weeps easily. Is that the illness or grief?",
    "Would a splint at night help a clenched hand during stroke recovery?",
  ]],
  ["Dermatology", "plantar warts", [
    "Plantar warts under my heel hurt at every step. Does freezing them help?",
    "How long do plantar warts need to heal when I use the acid from the chemist?",
    "Can children catch plantar warts at the swimming pool, and are slippers enough?",
    "Are these plantar warts or corns? The black dots make me doubt it.",
    "Will plantar warts spread from one foot to the other if I share a file between them?",
    "Does tape over plantar warts do anything, or is that a waste of time?",
    "May a runner keep training with plantar warts, or does pressure drive them deeper?",
    "The plantar warts came back a month after the doctor cut them out. What next?",
  ]],
  ["Dermatology", "acne scars", [
    "Can acne scars on the cheeks be smoothed without a laser?",
    "Do acne scars fade by themselves after school years, or do the pits stay?",
    "Is needling at home safe for acne scars on sensitive skin?",
    "Which sunscreen keeps red acne scars from turning dark in summer?",
    "How many peels does it take until shallow acne scars look better?",
    "Could fillers lift deep acne scars at the temples, and for how long?",
    "My acne scars itch in winter. Is a silicone gel of any use?",
    "Will acne scars get worse if new pimples come on top of them?",
  ]],
  ["Dermatology", "hair loss", [
    "Hair loss after the birth of my son: when does it stop?",
    "Is hair loss at the temples at twenty-five a sign of baldness?",
    "Can iron tablets slow hair loss when the blood store is low?",
    "Does a tight ponytail cause hair loss along the forehead?",
    "Round patches of hair loss appeared on my head. Is that an illness of the body's own defence?",
    "Will hair loss come back when I stop the foam from the chemist?",
    "Could stress at work explain hair loss that began in autumn?",
    "My shampoo promises to halt hair loss. Can any shampoo do that?",
  ]],
];

/** Questions that have nothing in common with the others, nor with each other. */
const LONERS: readonly [department: string, question: string][] = [
  ["Orthopedics", "May I take a plaster cast into the sauna?"],
  ["Rehabilitation", "Where do I hand in the crutches that I borrowed from the ward?"],
  ["Dermatology", "Is a henna tattoo from a market stall a risk for a small child?"],
];

const threadsOf = QUESTIONS.flatMap(([department, about, questions]) =>
  questions.map((question, number) => ({ about, thread: threadOf({ id: `${department}-${about}-${number + 1}`.toLowerCase().replaceAll(" ", "-"), department, question }) })),
);

/** Eight threads about each matter, and three that fit nowhere. No thread names a topic. */
export const inventedForum: readonly Thread[] = [
  ...threadsOf.map(({ thread }) => thread),
  ...LONERS.map(([department, question], number) => threadOf({ id: `loner-${number + 1}`, department, question })),
];

export const threadsAbout = (about: string, department?: string): Thread[] =>
  threadsOf.filter((one) => one.about === about && (department === undefined || one.thread.department === department)).map(({ thread }) => thread);
