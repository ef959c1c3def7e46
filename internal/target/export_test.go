package target

// OnTrack is tried from outside, as the other judgements are.
var OnTrack = onTrack
