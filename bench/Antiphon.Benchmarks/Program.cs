using Antiphon.Benchmarks;
using Antiphon.Benchmarks.Load;
using Antiphon.Benchmarks.Processes;

// The same program is also the servers that give the floors and the crowd of readers, so that each is a process of its own as in life.
switch (args)
{
    case [BareServer.Role, var port, var body, var type]: return await BareServer.Run(port, body, type);
    case [Readers.Role, var url, var readers]: return await Readers.Run(url, readers);
    case [Listeners.Role, var url, var tokens, var count]: return await Listeners.Run(url, tokens, count);
    default: return await Ladder.Run(args);
}
