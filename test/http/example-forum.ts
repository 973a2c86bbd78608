/** Six threads, four of them public, in two departments and with three topics. */
export const exampleThreads = [
  {
    id: "1",
    url: "https://forum.example/q/1",
    title: "Aching back",
    department: "Family Medicine",
    language: "en",
    topics: ["Back Pain", { name: "Posture", department: "Rehabilitation" }],
    asker: { name: "Ada", age: "30~39", sex: "female" },
    question: "My back aches after sitting.\n\nIs it the chair?",
    askedAt: "2017/04/22",
    replies: [
      { author: "Dr. Moss", department: "Orthopedics", text: "Stand up every hour.", repliedAt: "2017-04-23T08:00:00Z", accepted: true },
      { text: "It helped me." },
    ],
    moreInfo: "A short background.",
  },
  { id: "a/b?c#d%e f", title: "An id of strange characters", department: "Family Medicine", topics: ["Back Pain"], question: "Does it work?" },
  { id: "3", department: "Orthopedics", topics: ["Wrist"], question: "No title here, only this question." },
  { id: "4", title: "Without department", question: "Where does this belong?" },
  { id: "private", title: "SECRET title", department: "Hidden Department", topics: ["Hidden Topic"], visibility: "private", question: "SECRET question" },
  { id: "archived", title: "SECRET too", visibility: "archived", question: "SECRET as well" },
];
